@preconcurrency import Glibc

/// A program that is run to its end.
enum ChildProcess {
  /// Runs a program, a path or a name on `PATH`, its output going to files.
  ///
  /// - Returns: The exit status; for a signal 128 and its number, as in a shell.
  /// - Throws: `EvalFailure` if it cannot be started.
  static func run(
    _ program: String, _ arguments: [String], output: String, errors: String
  ) throws(EvalFailure) -> Int32 {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    let writing = O_WRONLY | O_CREAT | O_TRUNC
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, output, writing, 0o644)
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, errors, writing, 0o644)
    var words = ([program] + arguments).map { strdup($0) } + [nil]
    defer { for word in words { free(word) } }
    var process: pid_t = 0
    let code = posix_spawnp(&process, program, &actions, nil, &words, environ)
    guard code == 0 else {
      throw EvalFailure(
        "\(program) cannot be run: \(String(cString: strerror(code))); "
          + "make it with tools/setup/build.sh, or name another with --pidx")
    }
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0 && errno == EINTR {}
    return status & 0x7F == 0 ? status >> 8 & 0xFF : 128 + status & 0x7F
  }
}
