import IndexBytes
import TestSupport
import Testing

@Suite("Framed files")
struct FramedFileTests {
  private let system = PosixFileSystem()

  /// Bytes that repeat after an odd number, so that no two pages are alike.
  private func content(_ count: Int, _ random: inout SeededGenerator) -> [UInt8] {
    let unit = random.bytes(min(count, 70_001))
    var bytes: [UInt8] = []
    bytes.reserveCapacity(count)
    while bytes.count < count { bytes += unit.prefix(count - bytes.count) }
    return bytes
  }

  @Test(
    "sections of any size come back, around page edges and beyond a page of checksums",
    arguments: [0, 1, 4078, 4079, 4080, 4081, 4095, 4096, 4097, 8192, 3 << 20, 5 << 20])
  func roundTrip(size: Int) throws {
    var random = SeededGenerator("roundTrip(\(size))")
    let scratch = try ScratchFolder()
    let path = scratch.path("frame")
    let first = content(size, &random)
    let second = content(300, &random)
    var frame = try FrameWriter(system, path: path, kind: 5, version: 3)
    frame.begin(10)
    var start = 0
    while start < first.count {
      let end = min(first.count, start + 1 + random.below(700_000))
      try frame.append(Array(first[start..<end]))
      start = end
    }
    frame.begin(20)
    #expect(frame.offset == 16 + size)
    try frame.append(second)
    let written = try frame.finish()

    let file = try FramedFile(system, path: path, kind: 5, versions: 2...4)
    #expect(file.version == 3)
    #expect(file.path == path)
    #expect(file.checksum == written.checksum)
    #expect(file.view.count == written.bytes)
    for (id, bytes) in [(UInt32(10), first), (20, second), (30, [])] {
      let place = file.section(id)
      try file.require(place)
      #expect(file.view.slice(place.lowerBound, place.count)?.array == bytes)
    }
    try file.verify()
    // Whoever reads eight bytes at a section's end stays inside the file.
    #expect(file.section(20).upperBound + 32 <= file.view.count)
  }

  @Test("a frame without sections is a file")
  func empty() throws {
    let scratch = try ScratchFolder()
    var frame = try FrameWriter(system, path: scratch.path("frame"), kind: 1, version: 1)
    _ = try frame.finish()
    let file = try FramedFile(system, path: scratch.path("frame"), kind: 1, versions: 1...1)
    #expect(file.section(1).isEmpty)
    try file.verify()
  }

  @Test("what is outside the body is refused")
  func outside() throws {
    let scratch = try ScratchFolder()
    var frame = try FrameWriter(system, path: scratch.path("frame"), kind: 1, version: 1)
    frame.begin(1)
    try frame.append([1, 2, 3])
    let size = try frame.finish().bytes
    let file = try FramedFile(system, path: scratch.path("frame"), kind: 1, versions: 1...1)
    try file.require(0..<19)
    for range in [0..<20, 18..<size, -1..<3, size..<size + 1, 20..<20] {
      let error = #expect(throws: IndexError.self) { try file.require(range) }
      #expect(error?.code == .corrupt)
      #expect(error?.path == file.path)
    }
  }

  @Test("another kind is damage, another version is said to be one", arguments: [0, 1, 7])
  func versions(version: UInt32) throws {
    let scratch = try ScratchFolder()
    let path = scratch.path("frame")
    var frame = try FrameWriter(system, path: path, kind: 1, version: version)
    _ = try frame.finish()
    let wrongKind = #expect(throws: IndexError.self) {
      _ = try FramedFile(system, path: path, kind: 2, versions: 0...9)
    }
    #expect(wrongKind?.code == .corrupt)
    #expect(wrongKind?.path == path)
    let error = #expect(throws: IndexError.self) {
      _ = try FramedFile(system, path: path, kind: 1, versions: 2...6)
    }
    #expect(error?.code == .wrongVersion)
    #expect(error?.path == path)
    #expect(error?.detail.contains("\(version)") == true)
    #expect(error?.remedy.contains("--rebuild") == true)
    #expect(error?.remedy.contains("newer pidx") == (version > 6))
  }
}
