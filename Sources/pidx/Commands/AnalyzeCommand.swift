import ArgumentParser
import TextAnalysis

/// `pidx analyze`: which terms a text gives, and why.
struct AnalyzeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "analyze", _superCommandName: Pidx.name,
    abstract: "Show the terms that a text is cut into.",
    discussion: "Reads standard input when no text is given. Byte ranges count from 0.")

  @Option(
    help: ArgumentHelp(
      "How text is cut into terms, default if not given.", valueName: "default|whitespace"))
  var analyzer: AnalyzerKind?

  @Flag(help: "Print a JSON object a token.")
  var json = false

  @Argument(help: "The text; several words are joined by blanks.")
  var text: [String] = []

  func run() throws {
    let bytes = try text.isEmpty ? readStandardInput() : Array(text.joined(separator: " ").utf8)
    guard bytes.count < 1 << 30 else {
      throw CommandFailure("the text is too large to show: give less than 1 GB")
    }
    var buffer = TokenBuffer()
    Analyzer(analyzer ?? .standard).analyze(bytes.span, into: &buffer)
    var output = Output.standard
    if json {
      output.bytes = tokenJSON(buffer, text: bytes)
    } else {
      output.append(TokenTable(buffer, text: bytes).text)
    }
    try output.flush()
  }
}
