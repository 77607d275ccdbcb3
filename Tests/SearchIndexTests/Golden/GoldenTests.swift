import Glibc
import IndexBytes
import TestSupport
import Testing

@testable import SearchIndex

/// Indexes of every version of the format, as they were once written: tools/golden/make.sh keeps
/// one of today's in `Tests/Golden`.
@Suite("Golden indexes")
struct GoldenTests {
  /// An index of some version.
  struct Golden: CustomTestStringConvertible {
    let name: String
    var path: String { "\(GoldenTests.folder)/\(name)" }
    var testDescription: String { name }

    /// The version in the header of a file.
    func version(of file: String) throws -> UInt32 {
      let mapped = try MappedFile(path: "\(path)/\(file)")
      return withExtendedLifetime(mapped) { mapped.view.uint32(12) }
    }

    var files: [String] {
      get throws { try PosixFileSystem().list(path).filter { $0.hasPrefix("segment-") }.sorted() }
    }
  }

  static let folder =
    String(#filePath.dropLast("SearchIndexTests/Golden/GoldenTests.swift".count))
    + "Golden"
  static let current = "manifest-\(ManifestFile.version)-segment-\(SegmentLayout.version)"
  static let all = ((try? PosixFileSystem().list(folder)) ?? []).sorted().map(Golden.init)

  /// The lines of a text file.
  private static func lines(_ path: String) throws -> [String] {
    let file = try MappedFile(path: path)
    return withExtendedLifetime(file) { file.view.string }
      .split(separator: "\n").map(String.init)
  }

  /// A copy of an index, since a test may not write among its sources.
  private func copy(_ golden: Golden) throws -> ScratchFolder {
    let scratch = try ScratchFolder()
    for name in try golden.files + [IndexFolder.manifest] {
      let file = try MappedFile(path: "\(golden.path)/\(name)")
      try scratch.write(name, withExtendedLifetime(file) { file.view.array })
    }
    return scratch
  }

  @Test("there is one of today's versions")
  func isThere() {
    #expect(
      Self.all.contains { $0.name == Self.current },
      "run tools/golden/make.sh and commit what it wrote")
  }

  @Test("each opens and answers, or is refused by name with the way out", arguments: all)
  func opens(golden: Golden) throws {
    let scratch = try copy(golden)
    let manifest = try golden.version(of: IndexFolder.manifest)
    let segment = try golden.version(of: try #require(golden.files.first))
    #expect(golden.name == "manifest-\(manifest)-segment-\(segment)")
    guard manifest == ManifestFile.version, SegmentLayout.versions.contains(segment) else {
      return try expectRefused(scratch, "run `pidx build --rebuild`")
    }
    let snapshot = try Snapshot.open(scratch.path)
    #expect(snapshot.verify { _ in }.problems.isEmpty)
    // What is found, not in which order: ranking may change while a format stays.
    #expect(try EveryStructure.found(scratch.path) == Self.lines("\(golden.path)/answers.txt"))
    // And it can be written to.
    let writer = try IndexWriter(folder: scratch.path, settings: nil, rebuild: false)
    var changes = IndexWriter.Changes()
    try writer.knownFiles { if $0.record.path == "a.md" { changes.dead.append($0) } }
    _ = try writer.commit(changes)
    #expect(try Snapshot.open(scratch.path).verify { _ in }.problems.isEmpty)
    #expect(try Snapshot.open(scratch.path).sectionCount < snapshot.sectionCount)
  }

  @Test(
    "a later version is refused: install a newer pidx, or rebuild",
    arguments: all.filter { $0.name == current })
  func later(golden: Golden) throws {
    let scratch = try copy(golden)
    for name in try golden.files + [IndexFolder.manifest] {
      var bytes = try scratch.read(name)
      let before = bytes
      bytes[12] = 200
      try PosixFileSystem().remove(scratch.path(name))
      try scratch.write(name, bytes)
      try expectRefused(scratch, "install a newer pidx, or run `pidx build --rebuild`")
      try PosixFileSystem().remove(scratch.path(name))
      try scratch.write(name, before)
    }
  }

  /// Readers and writers refuse the index and leave it, and a rebuild takes its place.
  private func expectRefused(_ scratch: ScratchFolder, _ remedy: String) throws {
    let names = try PosixFileSystem().list(scratch.path).filter { $0 != IndexFolder.lock }.sorted()
    for call in [
      { _ = try Snapshot.open(scratch.path) },
      { _ = try IndexWriter(folder: scratch.path, settings: nil, rebuild: false) },
    ] as [() throws -> Void] {
      let error = #expect(throws: IndexError.self, performing: call)
      #expect(error?.code == .wrongVersion)
      #expect(error?.path.hasPrefix(scratch.path + "/") == true)
      #expect(error?.detail.contains("format version") == true)
      #expect(error?.remedy == remedy)
    }
    // A rebuild that is given up leaves all of it; it may be of use to the other pidx.
    let writer = try IndexWriter(folder: scratch.path, settings: nil, rebuild: true)
    writer.discardUnfinished()
    #expect(
      try PosixFileSystem().list(scratch.path).filter { $0 != IndexFolder.lock }.sorted() == names)
  }

  @Test("today's is written anew", .enabled(if: getenv("PIDX_GOLDEN") != nil))
  func write() throws {
    let target = "\(Self.folder)/\(Self.current)"
    let system = PosixFileSystem()
    for name in (try? system.list(target)) ?? [] { try system.remove("\(target)/\(name)") }
    try system.createFolder(target)
    // The clock stands still there.
    let calls = try FaultyCalls(folder: target)
    try EveryStructure.make(target, sections: 150, PosixFileSystem(calls: calls))
    try system.remove("\(target)/\(IndexFolder.lock)")
    let answers = try system.create("\(target)/answers.txt")
    defer { system.close(answers) }
    let text = try EveryStructure.found(target).joined(separator: "\n") + "\n"
    try system.write(Array(text.utf8), to: answers)
  }
}
