import IndexBytes
import TestSupport
import Testing

@Suite("Damaged frames")
struct FrameDamageTests {
  private let system = PosixFileSystem()

  /// A file of two sections and its bytes.
  private func sample(_ scratch: ScratchFolder, _ sizes: [Int]) throws -> [UInt8] {
    var random = SeededGenerator("sample of \(sizes)")
    var frame = try FrameWriter(system, path: scratch.path("whole"), kind: 1, version: 1)
    for (number, size) in sizes.enumerated() {
      frame.begin(UInt32(number + 1))
      try frame.append(random.bytes(size))
    }
    _ = try frame.finish()
    return try scratch.read("whole")
  }

  /// Every section's bytes, each checked first.
  private func contents(_ path: String, _ sections: Int) throws(IndexError) -> [[UInt8]] {
    let file = try FramedFile(system, path: path, kind: 1, versions: 1...1)
    var result: [[UInt8]] = []
    for id in 1...sections {
      let place = file.section(UInt32(id))
      try file.require(place)
      result.append(file.view.slice(place.lowerBound, place.count)?.array ?? [])
    }
    return withExtendedLifetime(file) { result }
  }

  @Test("any byte changed gives an error that names the file, or the same content")
  func flips() throws {
    let scratch = try ScratchFolder()
    let whole = try sample(scratch, [100, 57])
    let original = try contents(scratch.path("whole"), 2)
    for place in whole.indices {
      for mask: UInt8 in [0x01, 0x80, 0xFF] {
        var damaged = whole
        damaged[place] ^= mask
        let path = try scratch.write("damaged", damaged)
        do throws(IndexError) {
          #expect(try contents(path, 2) == original, "byte \(place)")
        } catch {
          #expect(error.path == path, "byte \(place)")
          #expect(error.code == .corrupt || error.code == .wrongVersion)
          #expect(!error.remedy.isEmpty)
        }
      }
    }
  }

  @Test("a changed byte of a section or of the header is always noticed")
  func bodyFlips() throws {
    let scratch = try ScratchFolder()
    let whole = try sample(scratch, [40])
    for place in 0..<56 {
      var damaged = whole
      damaged[place] ^= 0x10
      let path = try scratch.write("damaged", damaged)
      #expect(throws: IndexError.self) { _ = try contents(path, 1) }
    }
  }

  @Test("a file cut at any length is refused")
  func truncation() throws {
    let scratch = try ScratchFolder()
    let whole = try sample(scratch, [100, 57])
    for length in 0..<whole.count {
      let path = try scratch.write("cut", Array(whole[..<length]))
      let error = #expect(throws: IndexError.self, "\(length) bytes") {
        _ = try FramedFile(system, path: path, kind: 1, versions: 1...1)
      }
      #expect(error?.path == path)
    }
  }

  @Test("a file with bytes behind its end is refused")
  func appended() throws {
    let scratch = try ScratchFolder()
    let whole = try sample(scratch, [10])
    for extra in [1, 8, 32, 4096] {
      let path = try scratch.write("long", whole + [UInt8](repeating: 0, count: extra))
      #expect(throws: IndexError.self) { _ = try contents(path, 1) }
    }
  }

  @Test("damage of one page leaves the others readable")
  func pages() throws {
    let scratch = try ScratchFolder()
    var bytes = try sample(scratch, [5 * 4096])
    bytes[2 * 4096 + 17] ^= 4
    let path = try scratch.write("damaged", bytes)
    let file = try FramedFile(system, path: path, kind: 1, versions: 1...1)
    try file.require(16..<2 * 4096)
    try file.require(3 * 4096..<5 * 4096)
    for range in [2 * 4096..<2 * 4096 + 1, 3 * 4096 - 1..<3 * 4096 + 1, 16..<5 * 4096] {
      let error = #expect(throws: IndexError.self) { try file.require(range) }
      #expect(error?.offset == 2 * 4096)
    }
    #expect(throws: IndexError.self) { try file.verify() }
  }

  @Test("damaged checksums are noticed when their pages are asked for")
  func checksums() throws {
    let scratch = try ScratchFolder()
    var bytes = try sample(scratch, [3 * 4096])
    let body = 16 + 3 * 4096
    bytes[body + 5] ^= 1
    let path = try scratch.write("damaged", bytes)
    let file = try FramedFile(system, path: path, kind: 1, versions: 1...1)
    let error = #expect(throws: IndexError.self) { try file.require(16..<20) }
    #expect(error?.path == path)
  }
}
