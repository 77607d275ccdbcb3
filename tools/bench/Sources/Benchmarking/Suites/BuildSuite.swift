import IndexBytes
import SearchIndex

/// Building segments, and making one of several, from sections of synthetic text.
public struct BuildSuite {
  private let sections: Int
  private let words: Int
  private let runner: Runner

  /// Segments of so many sections with so many words each.
  public init(sections: Int, words: Int, _ runner: Runner) {
    self.sections = sections
    self.words = words
    self.runner = runner
  }

  /// The number of words all together.
  private var size: Int { sections * words }

  /// Measures adding sections and writing the segment; then a commit of four, which become one.
  public func run(_ wanted: (String) -> Bool) throws -> [Measurement] {
    var results: [Measurement] = []
    let inputs = Inputs(sections: sections, words: words)
    if wanted("build/segment") {
      let scratch = try Scratch()
      results.append(
        try runner.measure("build/segment", size: size, textBytes: inputs.bytes) {
          use(try inputs.build(scratch.path("segment")))
        })
    }
    if wanted("build/runs") { results.append(try merge(inputs)) }
    return results
  }

  /// A commit of four segments, which become one.
  private func merge(_ inputs: Inputs) throws -> Measurement {
    let scratch = try Scratch()
    return try runner.measure("build/runs", size: size * 4, textBytes: inputs.bytes * 4) {
      let writer = try IndexWriter(folder: scratch.path("index"), settings: nil, rebuild: true)
      _ = writer.number(ofRoot: "/synthetic")
      var changes = IndexWriter.Changes()
      for _ in 0..<4 { changes.added.append(try inputs.build(writer.temporaryPath())) }
      _ = try writer.commit(changes)
    }
  }
}

/// Sections ready to be added, so that making their text is not measured.
private struct Inputs {
  private var sections: [(content: SectionContent, body: [UInt8])] = []
  private(set) var bytes = 0

  init(sections count: Int, words: Int) {
    for number in 0..<count {
      var text = SyntheticText(seed: UInt64(number))
      var content = SectionContent()
      content.ordinal = number + 1
      content.record.title = text.text(.mixed, words: 4)
      let body = Array(text.text(.mixed, words: words).utf8)
      bytes += body.count
      sections.append((content, body))
    }
  }

  /// Builds a segment at `path`.
  func build(_ path: String) throws -> SegmentFileInfo {
    var builder = try SegmentBuilder(PosixFileSystem(), path: path, settings: IndexSettings())
    builder.beginFile(FileRecord(root: 0, path: "a.md", size: 1, modified: 1))
    for section in sections { try builder.add(section.content, body: section.body.span) }
    return try builder.finish()
  }
}
