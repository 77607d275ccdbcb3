import IndexBytes
import TestSupport
import Testing

@testable import SearchIndex

@Suite("Tables of sections")
struct SectionTableTests {
  private func segment(
    _ rows: [SectionRow], ids: [String], lengths: [UInt32], in scratch: ScratchFolder
  ) throws -> Segment {
    let system = PosixFileSystem()
    var sink = try SegmentSink(
      system, path: scratch.path("segment"), BeginningRules(.standard))
    var file = FileRecord(root: 0, path: "a", size: 0, modified: 0)
    file.sections = rows.count
    var table = SectionTableWriter()
    for (row, id) in zip(rows, ids) { table.append(row, id: id) }
    try sink.writeSections(table, lengths: lengths, files: [file], storedTable: ByteWriter())
    _ = try sink.finish()
    return try Segment(system, path: scratch.path("segment"))
  }

  @Test("rows, dates, ids and lengths of every kind read back, in any order")
  func readBack() throws {
    var random = SeededGenerator()
    let kinds: [(inout SeededGenerator, Int) -> String] = [
      { _, number in "\(number)" }, { _, number in "doc-\(number)" },
      { random, _ in "\(random.below(1000) * 7)" },
      { _, number in number % 3 == 0 ? "" : "가\(number)" },
      { random, _ in "각갂\(["", "0", "00", "-1", "9", "끝"][random.below(6)])" },
      { random, _ in String(repeating: "긴 ", count: random.below(40)) },
      { random, _ in "99999999999999999\(random.below(20))" }, { _, _ in "" },
    ]
    for count in [1, 127, 128, 129, 700] {
      let widest = [200, 60_000, 1 << 30][random.below(3)]
      var rows: [SectionRow] = []
      var ids: [String] = []
      for number in 0..<count {
        var row = SectionRow()
        row.ordinal = UInt32(number + 1)
        row.firstLine = UInt32(random.below(1 << 20))
        row.block = UInt32(number / 50)
        row.blockOffset = UInt32(random.below(1 << 15))
        row.linkHash = random.once(in: 2) ? random.next() : 0
        row.date = random.once(in: 2) ? .init(random.below(40_000) - 10_000) : SectionRow.noDate
        if count > 128, random.once(in: 9) {
          row.bodyOffset = .init(
            bytes: random.below(1 << 40), scalars: random.below(1 << 20), utf16: random.below(9))
        }
        rows.append(row)
        ids.append(kinds[number / 128 % kinds.count](&random, number))
      }
      let lengths = (0..<count).map { _ in UInt32(random.below(widest)) }
      let scratch = try ScratchFolder()
      let segment = try segment(rows, ids: ids, lengths: lengths, in: scratch)
      for number in (0..<count).shuffled(using: &random) {
        #expect(try segment.row(number) == rows[number])
        #expect(try segment.date(number) == rows[number].date)
        #expect(try segment.fileNumber(number) == 0)
        #expect(try segment.id(number) == ids[number])
        #expect(try segment.length(number) == Int(lengths[number]))
      }
      #expect(try segment.allLengths() == lengths)
    }
  }

  @Test("a body that starts where no line reaches is damage", arguments: [-1, 1 << 60, .max])
  func impossibleStarts(bytes: Int) throws {
    var row = SectionRow()
    row.bodyOffset.bytes = bytes
    let scratch = try ScratchFolder()
    let segment = try segment([row], ids: [""], lengths: [1], in: scratch)
    let error = #expect(throws: IndexError.self) { try segment.row(0) }
    #expect(error?.code == .corrupt)
  }

  @Test("lengths take as many bytes as the longest needs", arguments: [255, 256, 65_535, 65_536])
  func lengthWidths(longest: UInt32) throws {
    let scratch = try ScratchFolder()
    let rows = [SectionRow](repeating: SectionRow(), count: 3)
    let segment = try segment(
      rows, ids: ["", "", ""], lengths: [0, longest, 1], in: scratch)
    #expect(segment.lengthTable.shift == (longest < 256 ? 0 : longest < 65_536 ? 1 : 2))
    #expect(try segment.allLengths() == [0, longest, 1])
    #expect(try segment.id(2).isEmpty)
  }
}
