import Glibc
import IndexBytes

/// What is fuzzed.
enum Target: String, CaseIterable {
  case segment, manifest, query, markdown, jsonl, analysis

  /// The one that `FUZZ_TARGET` names.
  static let chosen: Target = {
    let name = getenv("FUZZ_TARGET").map { String(cString: $0) } ?? ""
    guard let target = Target(rawValue: name) else {
      let names = allCases.map(\.rawValue).joined(separator: ", ")
      let line = "FUZZ_TARGET is '\(name)': set it to one of \(names)\n"
      _ = Glibc.write(STDERR_FILENO, line, line.utf8.count)
      exit(2)
    }
    return target
  }()

  /// Runs one input; a violated promise ends the process.
  func run(_ input: [UInt8]) {
    switch self {
    case .segment: SegmentTarget.run(input)
    case .manifest: ManifestTarget.run(input)
    case .query: QueryTarget.run(input)
    case .markdown: MarkdownTarget.run(input)
    case .jsonl: JSONLinesTarget.run(input)
    case .analysis: AnalysisTarget.run(input)
    }
  }

  /// Seeds that only the engine can make; those of the other targets are texts.
  private var seeds: [[UInt8]] {
    switch self {
    case .segment: SegmentTarget.seeds()
    case .manifest: ManifestTarget.seeds()
    case .query, .markdown, .jsonl, .analysis: []
    }
  }

  func writeSeeds(to folder: String) {
    for (number, seed) in seeds.enumerated() {
      Scratch.write(seed, to: "\(folder)/seed-\(number)")
    }
  }
}

/// Ends the process, so that libFuzzer keeps the input: a promise does not hold.
func require(_ holds: Bool, _ promise: @autoclosure () -> String) {
  if !holds { fatalError(promise()) }
}
