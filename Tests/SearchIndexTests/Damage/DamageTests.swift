import Glibc
import IndexBytes
import TestSupport
import Testing

@testable import SearchIndex

/// Damage to every file of an index: byte by byte, and length by length.
///
/// A small index is damaged at every place, one with long lists at some; with PIDX_FAULTS=all both
/// are damaged at every place, which tools/faults/run.sh does.
@Suite("Damaged indexes")
struct DamageTests {
  private static let isWhole = getenv("PIDX_FAULTS") != nil

  /// An index whose files can be damaged, and what it answers undamaged.
  private struct Sample {
    let scratch = try? ScratchFolder()
    let folder: String
    let names: [String]
    let expected: [String]

    init(sections: Int) throws {
      folder = try #require(scratch).path
      try EveryStructure.make(folder, sections: sections)
      names = try PosixFileSystem().list(folder).filter { $0 != IndexFolder.lock }.sorted()
      expected = try EveryStructure.answers(folder)
      #expect(names.count == 3 && expected.contains { $0.contains("가우시안") })
    }

    /// Calls `body` with a damaged file in place of the one named.
    func damage(_ name: String, _ bytes: [UInt8], _ body: (String) throws -> Void) throws {
      // A new file each time, since the old one may still be mapped.
      unlink("\(folder)/\(name)")
      try scratch?.write(name, bytes)
      try body("\(folder)/\(name)")
    }

    func bytes(_ name: String) throws -> [UInt8] { try scratch?.read(name) ?? [] }
  }

  private func expectNamed(_ error: IndexError, _ path: String, _ comment: String) {
    #expect(error.path == path, "\(comment)")
    #expect(error.offset != nil, "\(comment): \(error)")
    #expect(!error.remedy.isEmpty, "\(comment)")
  }

  /// Answers as before, or an error that names the place; and a verification finds it.
  private func expectHarmless(_ sample: Sample, _ path: String, _ comment: String) {
    do throws(IndexError) {
      let found = try EveryStructure.answers(sample.folder)
      #expect(found == sample.expected, "\(comment)")
    } catch {
      expectNamed(error, path, comment)
    }
    guard let problem = problem(sample.folder) else {
      Issue.record("not found by a verification: \(comment)")
      return
    }
    expectNamed(problem, path, comment)
  }

  private func problem(_ folder: String) -> IndexError? {
    do throws(IndexError) {
      return try Snapshot.open(folder).verify { _ in }.problems.first
    } catch {
      return error
    }
  }

  @Test(
    "a bit of any byte flipped: an error that names file and offset, or the same answers",
    arguments: [(2, 1), (300, 23)])
  func flips(sections: Int, every: Int) throws {
    var random = SeededGenerator("flips of \(sections)")
    let sample = try Sample(sections: sections)
    let step = Self.isWhole ? 1 : every
    var flips = 0
    for name in sample.names {
      let whole = try sample.bytes(name)
      for place in Rounds.places(0..<whole.count, each: step, &random) {
        var damaged = whole
        damaged[place] ^= 1 << UInt8(random.below(8))
        try sample.damage(name, damaged) { expectHarmless(sample, $0, "\(name), byte \(place)") }
        flips += 1
      }
      try sample.damage(name, whole) { _ in }
    }
    #expect(try EveryStructure.answers(sample.folder) == sample.expected)
    print("\(flips) bytes flipped in an index of \(sections) sections")
  }

  @Test("cut at any length: an error that names file and offset", arguments: [(2, 1), (300, 7)])
  func truncation(sections: Int, every: Int) throws {
    var random = SeededGenerator("cuts of \(sections)")
    let sample = try Sample(sections: sections)
    let step = Self.isWhole ? 1 : every
    var cuts = 0
    for name in sample.names {
      let whole = try sample.bytes(name)
      for length in Rounds.places(0..<whole.count, each: step, &random) {
        try sample.damage(name, Array(whole[..<length])) { path in
          let error = #expect(throws: IndexError.self) { _ = try Snapshot.open(sample.folder) }
          if let error { expectNamed(error, path, "\(name), \(length) bytes") }
        }
        cuts += 1
      }
      try sample.damage(name, whole) { _ in }
    }
    print("\(cuts) lengths of an index of \(sections) sections")
  }

  @Test("other bytes in place of a file, or a file of another index, are refused")
  func foreign() throws {
    var random = SeededGenerator()
    let sample = try Sample(sections: 2)
    let other = try Sample(sections: 3)
    for name in sample.names {
      let whole = try sample.bytes(name)
      var replacements = [random.bytes(whole.count), [], whole + [0], whole + whole]
      if name != IndexFolder.manifest { replacements.append(try other.bytes(name)) }
      for bytes in replacements where bytes != whole {
        try sample.damage(name, bytes) { path in
          let error = #expect(throws: IndexError.self) { _ = try Snapshot.open(sample.folder) }
          #expect(error?.path == path)
        }
      }
      try sample.damage(name, whole) { _ in }
    }
  }
}
