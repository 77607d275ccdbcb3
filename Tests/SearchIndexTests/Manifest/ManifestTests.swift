import IndexBytes
import TestSupport
import Testing

@testable import SearchIndex

@Suite("The manifest")
struct ManifestTests {
  private let system = PosixFileSystem()

  private func manifest(_ random: inout SeededGenerator) -> Manifest {
    var manifest = Manifest()
    manifest.generation = random.below(1 << 40)
    manifest.committed = Int64(random.below(1 << 33)) - 1 << 32
    manifest.settings.storesText = random.once(in: 2)
    manifest.settings.analyzer = random.once(in: 2) ? .standard : .whitespace
    manifest.settings.weights = FieldWeights(title: random.below(9), tag: random.below(9))
    manifest.analyzerVersion = random.below(9)
    manifest.icuVersion = "72.\(random.below(9))"
    manifest.roots = (0..<random.below(4)).map { "/한글 \($0)\n" }
    manifest.sources = (0..<random.below(3)).map { "/근원 \($0)" }
    // Above every segment's number: anything else is damage.
    manifest.nextSegment = 13 + random.below(1000)
    for number in 0..<random.below(5) {
      var entry = Manifest.SegmentEntry(
        number: number * 3, bytes: random.below(1 << 40), checksum: random.next(),
        liveSections: random.below(1 << 30), liveTokens: random.below(1 << 40))
      entry.deadFiles = Set((0..<random.below(9)).map { _ in random.below(1 << 20) }).sorted()
      entry.touched = (0..<random.below(4)).map { _ in
        .init(file: random.below(1000), modified: Int64(random.below(1 << 60)) - 1 << 59)
      }
      manifest.segments.append(entry)
    }
    return manifest
  }

  @Test("what is written is read")
  func roundTrip() throws {
    var random = SeededGenerator()
    let scratch = try ScratchFolder()
    for _ in 0..<60 {
      let manifest = manifest(&random)
      try ManifestFile.write(manifest, to: scratch.path, system)
      #expect(try ManifestFile.read(scratch.path, system) == manifest)
      #expect(try system.list(scratch.path) == [IndexFolder.manifest])
    }
  }

  @Test("where there is no index, the error says how to make one", arguments: ["", "/none"])
  func noIndex(below: String) throws {
    let scratch = try ScratchFolder()
    let folder = scratch.path + below
    for call in [
      { _ = try ManifestFile.read(folder, system) }, { _ = try Snapshot.open(folder) },
    ] as [() throws -> Void] {
      let error = #expect(throws: IndexError.self, performing: call)
      #expect(error?.code == .noIndex)
      #expect(error?.path == folder)
      #expect(error?.remedy.contains("pidx build") == true)
    }
  }

  @Test("any byte changed is an error that names the manifest")
  func flips() throws {
    var random = SeededGenerator()
    let scratch = try ScratchFolder()
    try ManifestFile.write(manifest(&random), to: scratch.path, system)
    let whole = try scratch.read(IndexFolder.manifest)
    for place in whole.indices {
      var damaged = whole
      damaged[place] ^= UInt8(1 + random.below(255))
      let path = try scratch.write(IndexFolder.manifest, damaged)
      let error = #expect(throws: IndexError.self, "byte \(place)") {
        _ = try ManifestFile.read(scratch.path, system)
      }
      #expect(error?.path == path)
    }
  }

  @Test("a segment that the manifest names and is not there is damage, by its name")
  func missingSegment() throws {
    let index = try TestIndex(texts: ["가나"])
    let segment = try index.segment().file.path
    try PosixFileSystem().remove(segment)
    expectDamage(index, segment)
  }

  /// Neither a reader nor a writer takes the segment for what it should be.
  private func expectDamage(_ index: TestIndex, _ segment: String) {
    for call in [
      { _ = try index.snapshot() },
      { _ = try IndexWriter(folder: index.folder, settings: nil, rebuild: false) },
    ] as [() throws -> Void] {
      let error = #expect(throws: IndexError.self, performing: call)
      #expect(error?.code == .corrupt)
      #expect(error?.path == segment)
      #expect(error?.remedy.contains("--rebuild") == true)
    }
  }

  @Test("a segment exchanged for another is noticed")
  func exchanged() throws {
    let index = try TestIndex(texts: ["가나"])
    let other = try TestIndex(texts: ["가나 다라"])
    let segment = try index.segment().file.path
    try PosixFileSystem().rename(try other.segment().file.path, to: segment)
    expectDamage(index, segment)
  }
}
