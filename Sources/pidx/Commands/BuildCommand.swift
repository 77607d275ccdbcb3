import ArgumentParser
import Configuration
import IndexBytes
import Indexing
import SearchIndex
import TextAnalysis

/// `pidx build`: index folders, or bring an index up to date.
struct BuildCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "build", _superCommandName: Pidx.name,
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

  @Flag(help: "Compare the content of every file, not only its size and time.")
  var checksum = false

  @Flag(help: "Check the index first, and index again the files of what is damaged.")
  var repair = false

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Memory to use, in megabytes; 512 if not set.", valueName: "mb"))
  var memory: Int?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Threads to use; 0 for every core, as if not set.", valueName: "n"))
  var threads: Int?

  @Option(
    help: ArgumentHelp(
      "How text is cut into terms; new indexes have default.", valueName: "default|whitespace"))
  var analyzer: AnalyzerKind?

  @Flag(inversion: .prefixedNo, help: "Keep the text for snippets; new indexes do.")
  var storedText: Bool?

  @Option(
    name: .customLong("weight"),
    help: ArgumentHelp(
      "How often words of a field count, 0 to 16; may be repeated. Fields: title, heading, "
        + "author, tag, link. New indexes count titles three times.", valueName: "field=n"))
  var weights: [String] = []

  func validate() throws {
    _ = try weighted(FieldWeights())
    if let memory, !Settings.memoryRange.contains(memory) {
      throw ValidationError("--memory takes 16 to 1048576 megabytes.")
    }
    if let threads, !Settings.threadRange.contains(threads) {
      throw ValidationError("--threads takes 0 to 1024.")
    }
    if repair && rebuild { throw ValidationError("Give --repair or --rebuild, not both.") }
    if paths.contains("") { throw ValidationError("An empty path names nothing.") }
  }

  func run() throws {
    let settings = try index.settings()
    let folder = index.folder(settings)
    var options = BuildOptions(settings: indexSettings(settings, folder))
    options.rebuild = rebuild
    options.comparesContent = checksum
    options.repairs = repair
    options.memoryBytes = (memory ?? settings.memoryMegabytes) << 20
    options.threads = threads ?? settings.threads
    let summary = try build(folder, options)
    var output = Output.standard
    output.append(summary.line + "\n")
    try output.flush()
  }
}

extension BuildCommand {
  /// Builds, showing how it goes.
  private func build(_ folder: String, _ options: BuildOptions) throws -> BuildSummary {
    let reporter = BuildReporter()
    defer { reporter.finish() }
    do {
      return try IndexBuilder(folder: folder, options: options).build(
        paths, message: { reporter.message($0) }, progress: { reporter.progress($0) })
    } catch let error as IndexError {
      throw advised(error)
    }
  }

  /// What is asked for, on top of what the index has; nil if nothing is asked for.
  private func indexSettings(_ configured: Settings, _ folder: String) -> IndexSettings? {
    let analyzer = analyzer ?? configured.analyzer
    let storesText = storedText ?? configured.storesText
    if analyzer == nil && storesText == nil && weights.isEmpty && configured.weights.isEmpty {
      return nil
    }
    // Without an index that opens, the defaults: the build reports what is wrong with it.
    var settings = (try? Snapshot.open(folder).settings) ?? IndexSettings()
    settings.analyzer = analyzer ?? settings.analyzer
    settings.storesText = storesText ?? settings.storesText
    let weights = configured.weights.reduce(into: settings.weights) { $0[$1.key] = $1.value }
    settings.weights = (try? weighted(weights)) ?? weights
    return settings
  }

  /// Weights with those that were asked for.
  private func weighted(_ weights: FieldWeights) throws -> FieldWeights {
    var result = weights
    for setting in self.weights {
      let parts = setting.split(separator: "=", maxSplits: 1).map(String.init)
      guard parts.count == 2, result.set(parts[0], to: parts[1]) else {
        throw ValidationError("--weight \(setting) is not a field, = and a number from 0 to 16.")
      }
    }
    return result
  }

  /// The failure with the advice that fits what was typed.
  private func advised(_ error: IndexError) -> IndexError {
    var error = error
    guard paths.isEmpty else { return error }
    switch error.code {
    case .noIndex:
      error.remedy = "name what to index: `pidx build PATH…`"
    case .corrupt where repair, .wrongVersion where repair:
      error.remedy = "name what to index again: `pidx build --repair PATH…`"
    case .corrupt where rebuild, .wrongVersion where rebuild:
      error.remedy = "name what to index again: `pidx build --rebuild PATH…`"
    default: break
    }
    return error
  }
}
