@preconcurrency import Glibc

/// A program that was run to its end.
public struct ChildProcess: Sendable {
  /// Wall time from start to exit, in seconds.
  public let seconds: Double
  /// Largest resident set, in bytes.
  public let peakMemory: Int
  /// Exit status; for a signal 128 and its number, as in a shell.
  public let status: Int32
  /// What it wrote to standard output.
  public let output: [UInt8]
  /// What it wrote to standard error.
  public let errors: [UInt8]

  /// Runs a program, a path or a name on `PATH`.
  ///
  /// - Throws: `BenchFailure` if it cannot be started.
  public static func run(_ program: String, _ arguments: [String]) throws -> ChildProcess {
    let output = try unnamedFile()
    defer { close(output) }
    let errors = try unnamedFile()
    defer { close(errors) }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO)
    posix_spawn_file_actions_adddup2(&actions, errors, STDERR_FILENO)
    var words = ([program] + arguments).map { strdup($0) } + [nil]
    defer { for word in words { free(word) } }
    var process: pid_t = 0
    let begin = Runner.now()
    let code = posix_spawnp(&process, program, &actions, nil, &words, environ)
    guard code == 0 else {
      throw BenchFailure("\(program) cannot be run: \(String(cString: strerror(code)))")
    }
    var status: Int32 = 0
    var usage = rusage()
    while wait4(process, &status, 0, &usage) < 0 && errno == EINTR {}
    let seconds = Double(Runner.now() - begin) / 1e9
    return ChildProcess(
      seconds: seconds, peakMemory: usage.ru_maxrss * 1024,
      status: status & 0x7F == 0 ? status >> 8 & 0xFF : 128 + status & 0x7F,
      output: contents(output), errors: contents(errors))
  }

  /// A file without a name.
  private static func unnamedFile() throws -> Int32 {
    var template = Array("/tmp/pidx-bench-XXXXXX".utf8CString)
    let file = mkstemp(&template)
    guard file >= 0 else { throw BenchFailure("/tmp: \(String(cString: strerror(errno)))") }
    _ = fcntl(file, F_SETFD, FD_CLOEXEC)
    unlink(template)
    return file
  }

  private static func contents(_ file: Int32) -> [UInt8] {
    lseek(file, 0, SEEK_SET)
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = read(file, &chunk, chunk.count)
      if count <= 0 { return bytes }
      bytes += chunk[..<count]
    }
  }
}
