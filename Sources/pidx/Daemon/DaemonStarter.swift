import Glibc
import IndexBytes
import SearchIndex
import SearchServer

/// Gets a connection with the server of an index; starts one where there is none.
struct DaemonStarter {
  let socket: String
  /// The index folder, absolute.
  let index: String
  /// The configuration file that `--config` names, for the server as well.
  let configuration: String?

  /// Seconds without a client after which a server that was started so ends.
  private static let idleSeconds = 1800
  /// Seconds that a server may take until it listens.
  private static let patience = 10.0

  /// POSIX_SPAWN_SETSID, which Glibc shows to GNU programs only.
  private static let newSession: Int16 = 0x80

  /// Connects, after starting a server if need be.
  ///
  /// - Throws: `IndexError` where there is no index to serve, which takes no server to find out;
  ///   `CommandFailure` with what the new server complained of.
  func connect() throws -> DaemonConnection {
    if let connection = try DaemonConnection(socket) { return connection }
    _ = try Snapshot.open(index)
    try SocketFolder.prepare(above: socket)
    let log = DaemonLog.path(socket)
    let process = try start(log)
    var endedFor = 0
    for _ in 0..<Int(Self.patience / 0.01) {
      if let connection = try DaemonConnection(socket) { return connection }
      // One that has ended may have found that another was started at the same moment, which may
      // not listen yet.
      if endedFor > 0 || waitpid(process, nil, WNOHANG) == process { endedFor += 1 }
      if endedFor > 100 {
        throw CommandFailure("the server could not be started: \(lastLine(log))")
      }
      usleep(10_000)
    }
    throw CommandFailure("the server does not listen at \(socket): see \(log)")
  }

  /// Starts a server in a session of its own, which outlives this process.
  private func start(_ log: String) throws -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0)
    posix_spawn_file_actions_addopen(
      &actions, STDERR_FILENO, log, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW, 0o600)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    posix_spawnattr_setflags(&attributes, Self.newSession)
    var arguments = [
      "pidx", "serve", "--index", "index=" + index, "--socket", socket, "--exit-idle",
      "\(Self.idleSeconds)",
    ]
    if let configuration { arguments += ["--config", configuration] }
    var words = arguments.map { strdup($0) } + [nil]
    defer { for word in words { free(word) } }
    var process: pid_t = 0
    let failure = posix_spawn(&process, "/proc/self/exe", &actions, &attributes, &words, environ)
    guard failure == 0 else {
      throw CommandFailure("cannot start a server: \(errnoText(failure))")
    }
    return process
  }

  private func lastLine(_ log: String) -> String {
    let bytes = (try? readFile(log)) ?? []
    let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
    return lines.last.map(String.init) ?? "it said nothing"
  }
}
