import IndexBytes
import TestSupport
import Testing

@testable import SearchIndex

/// A dictionary on disk and what it should hold, in order.
struct TestDictionary {
  private let scratch: ScratchFolder
  let dictionary: TermDictionary
  let entries: [(term: [UInt8], info: TermInfo)]

  /// Writes terms with random values.
  init(_ terms: [[UInt8]], _ random: inout SeededGenerator) throws {
    var writer = TermDictionaryWriter()
    var entries: [(term: [UInt8], info: TermInfo)] = []
    var offset = random.below(1 << 20)
    for term in terms.sorted(by: { $0.lexicographicallyPrecedes($1) }) {
      var info = TermInfo()
      info.sections = random.once(in: 2) ? 1 : 2 + random.below(1 << 20)
      info.occurrences = info.sections + random.below(1 << 16)
      info.wordStarts = random.once(in: 3) ? 1 + random.below(1000) : 0
      info.offset = offset
      if info.sections == 1 {
        info.loneSection = UInt32(random.below(1 << 30))
      } else {
        info.docBytes = 1 + random.below(5000)
      }
      info.positionBytes = random.below(5000)
      offset += info.docBytes + info.positionBytes
      writer.append(term[...], info, shared: writer.sharedBytes(term[...]))
      entries.append((term, info))
    }
    writer.finish()
    #expect(writer.count == entries.count)
    self.entries = entries
    scratch = try ScratchFolder()
    let system = PosixFileSystem()
    var frame = try FrameWriter(system, path: scratch.path("terms"), kind: 1, version: 1)
    frame.begin(SegmentLayout.terms)
    try frame.append(writer.terms.bytes)
    frame.begin(SegmentLayout.termBlocks)
    try frame.append(writer.blocks.bytes)
    _ = try frame.finish()
    let file = try FramedFile(system, path: scratch.path("terms"), kind: 1, versions: 1...1)
    dictionary = TermDictionary(file)
  }
}
