import IndexBytes

/// What of a hit is shown besides its place, fields and snippet.
public struct HitDetails: OptionSet, Sendable {
  /// Which of them.
  public let rawValue: UInt8

  /// Those of a raw value.
  public init(rawValue: UInt8) { self.rawValue = rawValue }

  /// The title's matches, and the line of the first match.
  public static let line = HitDetails(rawValue: 1)
  /// The column in other units than bytes.
  public static let columns = HitDetails(rawValue: 2)
  /// All of them.
  public static let all: HitDetails = [.line, .columns]
}

/// Which file of a snapshot something is in.
public struct FileKey: Hashable, Sendable {
  /// Number of the segment.
  var segment: Int
  /// Number of the file in it.
  var number: Int
}

/// Everything to show of a hit.
public struct PresentedHit: Sendable {
  /// The score.
  public var score: Double
  /// Absolute folder that was indexed.
  public var root: String
  /// The file below `root`.
  public var path: String
  /// The same file, for comparison with that of other hits.
  public var file: FileKey
  /// Line of the first match, from 1; the heading's line where only the title matches.
  public var line: Int
  /// Column in bytes of the match in that line, from 1.
  public var column: Int
  /// The same column in UTF-16 code units, if asked for.
  public var columnUTF16 = 1
  /// The same column in Unicode scalars, if asked for.
  public var columnScalars = 1
  /// Line of the section's heading.
  public var sectionLine: Int
  /// Number of the section in its file, from 1.
  public var ordinal: Int
  /// A record's id; empty for a section of a text.
  public var id: String
  /// Plain text of the heading.
  public var title: String
  /// Byte ranges of the matches in `title`.
  public var titleHighlights: [Range<Int>]
  /// Enclosing headings, outermost first.
  public var headings: [String]
  /// The address the section is about; empty for none.
  public var link: String
  /// "2023-12-05", or nil.
  public var date: String?
  /// The densest part of the match; empty where text is not stored.
  public var snippet: String
  /// Line on which the snippet begins.
  public var snippetLine: Int
  /// Byte ranges of the matches in `snippet`.
  public var highlights: [Range<Int>]
  /// The whole line `line`, cut to 400 bytes around the match; the title where only that matches.
  public var lineText: String
  /// Byte ranges of the matches in `lineText`.
  public var lineHighlights: [Range<Int>]
  /// Bytes of the file when it was indexed.
  public var fileSize: UInt64 = 0
  /// Time of the file's last change when it was indexed, nanoseconds since 1970.
  public var fileModified: Int64 = 0
  /// The record's id, else the path below the root, "#" and the section's number in the file.
  public var documentID: String {
    id.isEmpty ? String(joining: path, "#", ordinal.description) : id
  }
  /// Other sections with the same link, best first, if they are grouped.
  public var alsoAt: [Place] = []

  /// Where a section is.
  public struct Place: Sendable, Equatable {
    /// Absolute folder that was indexed.
    public var root: String
    /// The file below `root`.
    public var path: String
    /// Line of the section's heading.
    public var line: Int
  }
}
