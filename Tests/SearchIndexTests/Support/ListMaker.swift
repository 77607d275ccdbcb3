import IndexBytes
import TestSupport

@testable import SearchIndex

/// A postings list in memory: sections, and the positions in each.
struct PlainList {
  var sections: [UInt32] = []
  var positions: [[UInt32]] = []
}

/// A segment that holds given postings lists, in order, as the terms 0, 1, 2…
final class ListSegment {
  let scratch: ScratchFolder
  let segment: Segment
  let lists: [PlainList]
  let lengths: [UInt32]

  init(_ lists: [PlainList], lengths: [UInt32]) throws {
    self.lists = lists
    self.lengths = lengths
    scratch = try ScratchFolder()
    let system = PosixFileSystem()
    var sink = try SegmentSink(system, path: scratch.path("lists"), BeginningRules(.whitespace))
    var file = FileRecord(root: 0, path: "a", size: 0, modified: 0)
    file.sections = lengths.count
    var sections = SectionTableWriter()
    for _ in lengths { sections.append(SectionRow(), id: "") }
    try sink.writeSections(sections, lengths: lengths, files: [file], storedTable: ByteWriter())
    for (number, list) in lists.enumerated() {
      for (section, positions) in zip(list.sections, list.positions) {
        sink.beginSection(section)
        for position in positions { sink.addOccurrence(position) }
      }
      try sink.endTerm(Self.term(number)[...], wordStarts: 0)
    }
    _ = try sink.finish()
    segment = try Segment(system, path: scratch.path("lists"))
  }

  private static func term(_ number: Int) -> [UInt8] {
    [0x61, UInt8(number >> 8), UInt8(number & 0xFF)]
  }

  func info(_ number: Int) throws -> TermInfo {
    guard let info = try segment.dictionary.lookup(Self.term(number)) else {
      throw IndexError(.noIndex, path: "", detail: "no list \(number)")
    }
    return info
  }
}

extension SeededGenerator {
  /// A list of `count` sections below `limit`, close together or far apart.
  mutating func list(_ count: Int, below limit: Int, dense: Bool) -> PlainList {
    var list = PlainList()
    let widest = dense ? 2 : max(1, limit / count - 1)
    var next = below(dense ? max(1, limit - count * 2) : widest)
    for _ in 0..<count where next < limit {
      list.sections.append(UInt32(next))
      list.positions.append(positions())
      next += 1 + below(widest)
    }
    return list
  }

  /// Positions in ascending order, some of them several times.
  private mutating func positions() -> [UInt32] {
    var result: [UInt32] = []
    var position = once(in: 50) ? UInt32(below(1 << 30)) : UInt32(below(300))
    for _ in 0...(once(in: 10) ? below(300) : below(3)) {
      result.append(position)
      if !once(in: 4) { position += UInt32(below(once(in: 20) ? 100_000 : 20)) }
    }
    return result
  }
}
