import ArgumentParser
import Configuration
import Glibc
import Logging
import SearchIndex
import SearchServer

/// `pidx serve`: answer queries on a Unix socket.
struct ServeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve", _superCommandName: Pidx.name,
    abstract: "Answer queries on a Unix socket, for editors.",
    discussion: """
      Stays in the foreground and logs to standard error. SIGTERM ends it when what is being \
      answered is finished; SIGHUP opens the indexes again. A new generation is picked up by \
      itself.

      printf 'find 가우시안 스플래팅\\nquit\\n' | nc -U "$(pidx serve --where)"
      """)

  @Option(
    name: .customLong("index"),
    help: ArgumentHelp(
      "Folder of an index, or a name, = and the folder; may be repeated. Without it, the one that "
        + "a configuration file names, or index.", valueName: "[name=]dir"),
    completion: .directory)
  var indexes: [String] = []

  @Option(
    help: ArgumentHelp(
      "Configuration file to read instead of the usual ones.", valueName: "file"),
    completion: .file())
  var config: String?

  @OptionGroup var socket: SocketOption

  @Option(help: ArgumentHelp("Threads that answer; 0 for one a core.", valueName: "n"))
  var threads = 0

  @Option(
    name: .customLong("limit"),
    help: ArgumentHelp(
      "Set a limit; may be repeated. Names: " + ServerLimits.names.joined(separator: ", ") + ".",
      valueName: "name=value"))
  var settings: [String] = []

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("End after so many seconds without a client.", valueName: "seconds"))
  var exitIdle: Int?

  @Flag(help: "Keep the indexes up to date as well, as `pidx watch` does.")
  var watch = false

  @Option(help: "What to log.")
  var logLevel = LogLevel.notice

  @Flag(exclusivity: .exclusive)
  var action: ServeAction?

  func validate() throws {
    if threads < 0 || threads > 256 { throw ValidationError("--threads must be 0 to 256.") }
    if let exitIdle, exitIdle < 1 { throw ValidationError("--exit-idle must be at least 1.") }
    if config == "" { throw ValidationError("--config needs the name of a file.") }
    _ = try limits()
    let names = try indexes.map { try NamedFolder($0).name }
    if let name = names.first(where: { name in names.count { $0 == name } > 1 }) {
      throw ValidationError("Two indexes are called \(name): name one, --index NAME=DIR.")
    }
  }

  func run() throws {
    // To find a running server, no file is read that is not needed.
    let settings = action == nil || indexes.isEmpty ? try configured() : Settings()
    let given = indexes.isEmpty ? [settings.index] : indexes
    let folders = try given.map(NamedFolder.init)
    let path = try SocketOption.path(socket.given, forIndex: folders[0].folder)
    let control = DaemonControl(socket: path)
    switch action {
    case nil: try serve(folders, path, settings)
    case .where: try control.showPath()
    case .status: try control.showStatus()
    case .stop: try control.stop()
    }
  }
}

extension ServeCommand {
  /// What the configuration files set; warns of those that were not read.
  private func configured() throws -> Settings {
    let settings = try ConfigurationSearch(named: config).settings()
    settings.warnings.forEach(Pidx.warn)
    return settings
  }

  private func serve(_ folders: [NamedFolder], _ path: String, _ settings: Settings) throws {
    var indexes: [ServedIndex] = []
    for folder in folders {
      indexes.append(try ServedIndex(name: folder.name, folder: folder.folder))
    }
    // A folder that nobody works in any more can be unmounted.
    if path.hasPrefix("/"), folders.allSatisfy({ $0.folder.hasPrefix("/") }) { _ = chdir("/") }
    var logger = Logger(label: "pidx") { StreamLogHandler.standardError(label: $0) }
    logger.logLevel = logLevel.level
    var options = ServerOptions(socket: path, version: Pidx.version, logger: logger)
    options.limits = try limits()
    options.defaults = settings.searchOptions
    options.idleExit = exitIdle
    if watch { options.companions = try watchers(folders, logger) }
    if threads > 0 { options.threads = max(2, threads) }
    try Server(IndexCatalog(indexes), options).run()
    DaemonLog.remove(path)
  }

  /// The limits with the settings made.
  private func limits() throws -> ServerLimits {
    var limits = ServerLimits()
    for setting in settings {
      let parts = setting.split(separator: "=", maxSplits: 1).map(String.init)
      guard parts.count == 2, limits.set(parts[0], to: parts[1]) else {
        throw ValidationError("--limit \(setting) is not a known name, = and a whole number.")
      }
    }
    return limits
  }
}

/// What to do instead of serving.
enum ServeAction: String, EnumerableFlag {
  case `where`
  case status
  case stop

  static func help(for value: ServeAction) -> ArgumentHelp? {
    switch value {
    case .where: "Print the path of the socket, and do no more."
    case .status: "Tell how the server is doing that listens there; exits with 1 if none does."
    case .stop: "Stop the server that listens there; exits with 1 if none does."
    }
  }
}

/// How much is logged.
enum LogLevel: String, CaseIterable, ExpressibleByArgument {
  case debug
  case info
  case notice
  case warning
  case error

  var level: Logger.Level { Logger.Level(rawValue: rawValue) ?? .notice }
}
