import Glibc
import IndexBytes
import SearchIndex

/// An index of synthetic sections in a folder of its own, which goes away with it.
public final class SyntheticIndex {
  /// The folder of the index.
  public let folder: String
  /// How many sections it has.
  public let sections: Int
  private let scratch: Scratch

  /// Words of a section's body.
  static let bodyWords = 40
  /// Sections of a file.
  static let fileSections = 64

  /// Builds an index of so many sections. A larger one begins with those of a smaller one.
  public init(sections: Int) throws {
    scratch = try Scratch()
    folder = scratch.path("index")
    self.sections = sections
    let writer = try IndexWriter(folder: folder, settings: nil, rebuild: false)
    let root = writer.number(ofRoot: "/synthetic")
    var builder = try SegmentBuilder(
      PosixFileSystem(), path: writer.temporaryPath(), settings: writer.settings)
    try Self.fill(&builder, 0..<sections, words: Self.bodyWords, root: root)
    var changes = IndexWriter.Changes()
    changes.added = [try builder.finish()]
    _ = try writer.commit(changes)
  }

  /// Adds sections of so many words each to a segment.
  static func fill(
    _ builder: inout SegmentBuilder, _ sections: Range<Int>, words: Int, root: Int = 0
  ) throws {
    for number in sections {
      if (number - sections.lowerBound) % fileSections == 0 {
        builder.beginFile(
          FileRecord(root: root, path: "\(1_000_000 + number).md", size: 1, modified: 1))
      }
      var text = SyntheticText(seed: UInt64(number))
      var content = SectionContent()
      content.ordinal = number % fileSections + 1
      content.date = 18_000 + Int32(number % 2000)
      content.record.title = text.text(.mixed, words: 4)
      content.record.link = "https://example.org/\(number / 2)"
      let body = Array(text.text(.mixed, words: words).utf8)
      try builder.add(content, body: body.span)
    }
  }
}

/// A new folder that goes away with its owner.
final class Scratch {
  let folder: String

  init() throws {
    let base = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    var template = Array("\(base)/pidx-bench-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else {
      throw IndexError.system("mkdtemp", path: base, errno: errno)
    }
    folder = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  deinit { Self.remove(folder) }

  func path(_ name: String) -> String { folder + "/" + name }

  static func remove(_ path: String) {
    for name in (try? PosixFileSystem().list(path)) ?? [] {
      let inside = path + "/" + name
      if unlink(inside) != 0 { remove(inside) }
    }
    rmdir(path)
  }
}
