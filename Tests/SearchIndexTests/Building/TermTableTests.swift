import IndexBytes
import TestSupport
import Testing

@testable import SearchIndex

@Suite("Numbering terms")
struct TermTableTests {
  @Test("terms are numbered as a dictionary would, and sorted by their bytes")
  func numbers() {
    var random = SeededGenerator()
    var table = TermTable()
    var expected: [[UInt8]: UInt32] = [:]
    for _ in Rounds.of(30_000) {
      let length = 1 + random.below(random.once(in: 5) ? 40 : 9)
      let letters: [UInt8] = length > 7 ? [0, 1, 0xFF] : [0, 1, 0x61, 0x62, 0x80, 0xFF]
      let term = (0..<length).map { _ in letters[random.below(letters.count)] }
      // Within a longer view, so that neighbouring bytes could leak into the key.
      let lead = random.bytes(random.below(3))
      let number = (lead + term + random.bytes(random.below(10))).withByteView {
        table.number(of: $0, lead.count, term.count)
      }
      let known = expected[term] ?? UInt32(expected.count)
      expected[term] = known
      #expect(number == known)
    }
    let count = table.count
    #expect(count == expected.count)
    for (term, number) in expected {
      let bytes = Array(table.term(Int(number)))
      #expect(bytes == term)
      let probed = bytes.withByteView { table.probe($0, 0, $0.count) }
      #expect(probed == 0 || probed == number + 1)
    }
    let sorted = table.sorted().map { Array(table.term(Int($0))) }
    #expect(sorted == expected.keys.sorted { $0.lexicographicallyPrecedes($1) })
  }

  @Test("a table grows past its first slots")
  func growth() {
    var table = TermTable()
    for number in 0..<UInt32(80_000) {
      var writer = ByteWriter()
      writer.uint32(number)
      let found = writer.bytes.withByteView { table.number(of: $0, 0, 4) }
      if found != number { Issue.record("\(number) was numbered \(found)") }
    }
    var writer = ByteWriter()
    writer.uint32(77)
    let known = writer.bytes.withByteView { table.number(of: $0, 0, 4) }
    #expect(known == 77)
  }
}
