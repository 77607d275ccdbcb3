import Glibc
import Testing

/// What a program printed and how it ended.
struct ProcessResult {
  var status: Int32
  var output: [UInt8]
  var errors: String

  var text: String { String(decoding: output, as: UTF8.self) }
  var lines: [String] { text.split(separator: "\n").map(String.init) }
}

/// Runs a program in a folder, its output caught in files.
enum Process {
  /// Where standard output goes.
  enum Destination {
    case captured
    case descriptor(Int32)
    case file(String)
  }

  static func run(
    _ program: String, _ arguments: [String], in folder: String,
    environment: [String: String] = [:], input: String = "", output: Destination = .captured
  ) throws -> ProcessResult {
    let inFile = try temporary(Array(input.utf8))
    let outFile = try temporary([])
    let errFile = try temporary([])
    defer { for file in [inFile, outFile, errFile] { close(file) } }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, inFile, STDIN_FILENO)
    switch output {
    case .captured: posix_spawn_file_actions_adddup2(&actions, outFile, STDOUT_FILENO)
    case .descriptor(let file): posix_spawn_file_actions_adddup2(&actions, file, STDOUT_FILENO)
    case .file(let path):
      posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, path, O_WRONLY, 0)
    }
    posix_spawn_file_actions_adddup2(&actions, errFile, STDERR_FILENO)
    let status = try spawn(["-C", folder, program] + arguments, environment, &actions)
    return ProcessResult(
      status: status, output: contents(outFile),
      errors: String(decoding: contents(errFile), as: UTF8.self))
  }

  /// Starts what env(1) is told to, which goes to the folder first, and waits for it; a signal
  /// counts as 128 and its number, as in a shell.
  private static func spawn(
    _ arguments: [String], _ environment: [String: String],
    _ actions: inout posix_spawn_file_actions_t
  ) throws -> Int32 {
    var variables = ["PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "HOME": "/"]
    variables.merge(environment) { $1 }
    let program = "/usr/bin/env"
    var words = ([program] + arguments).map { strdup($0) } + [nil]
    var settings = variables.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { for word in words + settings { free(word) } }
    var process: pid_t = 0
    let failure = posix_spawn(&process, program, &actions, nil, &words, &settings)
    try #require(failure == 0, "\(program): error \(failure)")
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0 && errno == EINTR {}
    return status & 0x7F == 0 ? status >> 8 & 0xFF : 128 + status & 0x7F
  }

  /// A file without a name, at its beginning.
  private static func temporary(_ bytes: [UInt8]) throws -> Int32 {
    var template = Array("/tmp/pidx-cli-XXXXXX".utf8CString)
    let file = mkstemp(&template)
    try #require(file >= 0)
    _ = unlink(template)
    _ = fcntl(file, F_SETFD, FD_CLOEXEC)
    try #require(write(file, bytes, bytes.count) == bytes.count)
    lseek(file, 0, SEEK_SET)
    return file
  }

  private static func contents(_ file: Int32) -> [UInt8] {
    lseek(file, 0, SEEK_SET)
    return Descriptor.readAll(file)
  }
}
