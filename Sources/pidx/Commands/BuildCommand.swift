import ArgumentParser
import Glibc
import IndexBytes
import Indexing
import SearchIndex
import TextAnalysis

/// `pidx build`: index folders, or bring an index up to date.
struct BuildCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "build",
    abstract: "Index folders and files, or bring the index up to date.",
    discussion: """
      Without a path, looks again at everything the index knows. Only files that changed are \
      read, and searches go on meanwhile.
      """)

  @Argument(
    help: "Folders and files to index: Markdown, plain text, JSON Lines.", completion: .file())
  var paths: [String] = []

  @OptionGroup var index: IndexOption

  @Flag(help: "Start afresh instead of indexing what changed.")
  var rebuild = false

  @Option(help: ArgumentHelp("Memory to use, in megabytes.", valueName: "mb"))
  var memory = 512

  @Option(help: ArgumentHelp("Threads to use; 0 for every core.", valueName: "n"))
  var threads = 0

  @Option(help: ArgumentHelp("How text is cut into terms; new indexes have default."))
  var analyzer: AnalyzerKind?

  @Flag(inversion: .prefixedNo, help: "Keep the text for snippets; new indexes do.")
  var storedText: Bool?

  func validate() throws {
    if memory < 16 || memory > 1 << 20 {
      throw ValidationError("--memory takes 16 to 1048576 megabytes.")
    }
    if threads < 0 || threads > 1024 { throw ValidationError("--threads takes 0 to 1024.") }
    if paths.contains("") { throw ValidationError("An empty path names nothing.") }
  }

  func run() throws {
    for path in paths { try checkExists(path) }
    var options = BuildOptions(settings: try settings())
    options.rebuild = rebuild
    options.memoryBytes = memory << 20
    options.threads = threads
    let reporter = BuildReporter()
    defer { reporter.finish() }
    let builder = IndexBuilder(folder: index.folder, options: options)
    let summary = try builder.build(
      paths, message: { reporter.message($0) }, progress: { reporter.progress($0) })
    reporter.finish()
    var output = Output.standard
    output.append(summary.line + "\n")
    try output.flush()
  }
}

extension BuildCommand {
  private func checkExists(_ path: String) throws {
    guard access(path, F_OK) != 0 else { return }
    throw CommandFailure("\(path): \(errnoText(errno)); name a folder or a file that is there")
  }

  /// What is asked for; what is not, as the index has it already, or as new indexes do.
  private func settings() throws -> IndexSettings {
    guard let known = try existingSettings() else {
      return IndexSettings(analyzer: analyzer ?? .standard, storesText: storedText ?? true)
    }
    var settings = known
    settings.analyzer = analyzer ?? known.analyzer
    settings.storesText = storedText ?? known.storesText
    if settings != known && !rebuild {
      throw CommandFailure(
        "\(index.folder): this index has other settings (\(known.summary)); "
          + "add --rebuild to change them")
    }
    return settings
  }

  /// The settings of the index; nil if there is none, or if a damaged one is to be replaced.
  private func existingSettings() throws -> IndexSettings? {
    do {
      return try Snapshot.open(index.folder).settings
    } catch let error {
      if error.code == .noIndex && paths.isEmpty {
        throw CommandFailure(
          "\(index.folder): there is no index yet; name what to index: `pidx build PATH…`")
      }
      guard error.code == .noIndex || (rebuild && !paths.isEmpty) else { throw error }
      return nil
    }
  }
}

extension IndexSettings {
  /// The settings that can be chosen, for people.
  fileprivate var summary: String {
    "analyzer \(analyzer.name), \(storesText ? "with" : "without") stored text"
  }
}
