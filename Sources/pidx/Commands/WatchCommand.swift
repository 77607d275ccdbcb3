import ArgumentParser
import IndexBytes
import Indexing

/// `pidx watch`: keep the index up to date until stopped.
struct WatchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "watch", _superCommandName: Pidx.name,
    abstract: "Bring the index up to date, and again whenever a file changes.",
    discussion: """
      Runs until it is stopped by Ctrl-C or SIGTERM, and then ends with 0. Without a path, watches \
      everything the index knows. Prints a line for every change that it has applied. The index is \
      locked only meanwhile.
      """)

  @Argument(
    help: "Folders and files to watch: Markdown, plain text, JSON Lines.", completion: .file())
  var paths: [String] = []

  @OptionGroup var index: IndexOption

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Look at everything so often as well: for file systems that tell of no changes.",
      valueName: "seconds"))
  var poll: Double?

  @Option(help: ArgumentHelp("Memory to use, in megabytes.", valueName: "mb"))
  var memory = 512

  @Option(help: ArgumentHelp("Threads to use; 0 for every core.", valueName: "n"))
  var threads = 0

  func validate() throws {
    if let poll, !(poll >= 0.1 && poll <= 86_400) {
      throw ValidationError("--poll takes 0.1 to 86400 seconds.")
    }
    if memory < 16 || memory > 1 << 20 {
      throw ValidationError("--memory takes 16 to 1048576 megabytes.")
    }
    if threads < 0 || threads > 1024 { throw ValidationError("--threads takes 0 to 1024.") }
    if paths.contains("") { throw ValidationError("An empty path names nothing.") }
  }

  func run() throws {
    var options = WatchOptions()
    options.pollSeconds = poll
    options.build.memoryBytes = memory << 20
    options.build.threads = threads
    let signals = StopSignals()
    let printer = WatchPrinter(giveUp: signals.stop)
    let watcher = try watcher(options, printer)
    watcher.start()
    signals.wait()
    watcher.stop()
    try printer.finish()
  }

  private func watcher(_ options: WatchOptions, _ printer: WatchPrinter) throws -> IndexWatcher {
    let folder = try index.folder
    do {
      return try IndexWatcher(
        folder: folder, paths: paths, options: options, report: { printer.show($0) })
    } catch {
      var error = error
      if error.code == .noIndex { error.remedy = "name what to watch: `pidx watch PATH…`" }
      throw error
    }
  }
}
