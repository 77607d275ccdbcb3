@testable import CorpusReader

/// Any bytes as JSON Lines: records in order, the rest with warnings.
enum JSONLinesTarget {
  static func run(_ input: [UInt8]) {
    let file = CorpusFile(root: "/notes", path: "r.jsonl", size: 0, modified: 0)
    var state = ReadState(writer: SectionWriter(file: file), warnings: WarningLog(limit: 20))
    var reader = JSONLinesReader()
    var checker = SectionChecker(textCount: input.count)
    do {
      try reader.readLines(of: input.span, 0..<input.count, base: 0, state: &state) {
        checker.check($0, $1)
      }
    } catch {
      fatalError("lines in memory cannot fail: \(error)")
    }
    let lines = input.split(separator: 0x0A, omittingEmptySubsequences: false).count
    require(state.writer.count <= lines, "more records than lines")
  }
}
