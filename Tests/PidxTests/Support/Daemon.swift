import Glibc
import Testing

/// `pidx serve` on a library, killed with its owner.
final class Daemon {
  let library: Library
  let socket: String
  let process: pid_t
  private let log: String
  private var status: Int32?

  /// Starts the server and waits until it listens.
  init(
    _ library: Library, _ arguments: [String] = [], socket name: String = "run/pidx.sock",
    handingOver descriptor: Int32? = nil
  ) throws {
    self.library = library
    socket = "\(library.scratch.path)/\(name)"
    log = "serve-\(name.split(separator: "/").last ?? "").log"
    process = try Self.spawn(
      ["serve", "--socket", socket, "--log-level", "debug"] + arguments, library.scratch.path,
      log: "\(library.scratch.path)/\(log)", descriptor)
    let isUp = try waits { try hasEnded() || errors().contains("listening") }
    let text = try errors()
    try #require(isUp && status == nil, "\(text)")
  }

  deinit {
    if status == nil {
      kill(process, SIGKILL)
      var status: Int32 = 0
      while waitpid(process, &status, 0) < 0 && errno == EINTR {}
    }
  }

  /// What it has written to standard error.
  func errors() throws -> String { try library.scratch.text(log) }

  /// Whether the process has ended.
  func hasEnded() throws -> Bool {
    if status != nil { return true }
    var status: Int32 = 0
    guard waitpid(process, &status, WNOHANG) == process else { return false }
    self.status = status
    return true
  }

  /// Sends a signal and waits for the end.
  ///
  /// - Returns: The exit status, 128 and more for a signal's.
  func end(_ signal: Int32 = SIGTERM) throws -> Int32 {
    kill(process, signal)
    let ended = try waits { try hasEnded() }
    let text = try errors()
    try #require(ended, "\(text)")
    let status = try #require(status)
    return status & 0x7F == 0 ? status >> 8 & 0xFF : 128 + status & 0x7F
  }

  func client() throws -> SocketClient { try SocketClient(socket) }

  private static func spawn(
    _ arguments: [String], _ folder: String, log: String, _ descriptor: Int32?
  ) throws -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(
      &actions, STDERR_FILENO, log, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    var variables = ["PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "HOME": "/"]
    // A server that was built with AddressSanitizer is told what its tests are told.
    if let options = getenv("ASAN_OPTIONS") { variables["ASAN_OPTIONS"] = String(cString: options) }
    var command = ["/usr/bin/env", "-C", folder, Library.program] + arguments
    if let descriptor {
      posix_spawn_file_actions_adddup2(&actions, descriptor, 3)
      // As systemd does it: the number of the process is that of the shell, which execs.
      let script = #"LISTEN_FDS=1 LISTEN_PID=$$ exec "$@""#
      command = ["/usr/bin/env", "-C", folder, "/bin/sh", "-c", script, "sh", Library.program]
      command += arguments
    }
    var words = command.map { strdup($0) } + [nil]
    var settings = variables.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { for word in words + settings { free(word) } }
    var process: pid_t = 0
    try #require(posix_spawn(&process, command[0], &actions, nil, &words, &settings) == 0)
    return process
  }
}

/// Waits until something holds.
///
/// - Returns: Whether it did within a minute, which is far longer than it ever takes.
func waits(_ condition: () throws -> Bool) throws -> Bool {
  for _ in 0..<3000 {
    if try condition() { return true }
    usleep(20_000)
  }
  return try condition()
}
