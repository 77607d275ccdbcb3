import TextAnalysis

/// The unit of retrieval: a heading with its text, a page of plain text, or a record.
///
/// Lines count from 1. Offsets are bytes of the decoded file: the file's own bytes without a byte
/// order mark, or its UTF-8 form when it was converted from another charset.
public struct Section: Sendable, Hashable {
  /// The number of the section within its file, from 1.
  public var ordinal: Int
  /// A record's own id.
  public var id: String?
  /// The plain text of the heading or a record's title; otherwise the file's title, first line or
  /// name. Empty for a record without a title.
  public var title: String
  /// The plain texts of the enclosing headings, outermost first, without the title.
  public var headingPath: [String]
  /// The first link of the heading; otherwise that of the record or the front matter.
  public var link: String?
  /// Names from an "Authors:" line of the body, the record or the front matter.
  public var authors: [String]
  /// Tags of the record or the front matter; every section of a file inherits them.
  public var tags: [String]
  /// The day named by the heading or one around it, the record or front matter, or the path.
  public var date: CivilDate?
  /// The line of the heading, of the body where there is none, or of the record.
  public var firstLine: Int
  /// The line on which the body starts.
  public var bodyLine: Int
  /// How far into that line the body starts: not at its beginning where a long line was cut.
  public var bodyOffset: LineOffset
  /// The whole section, heading included.
  public var byteRange: Range<Int>
  /// Where the body starts; for a record, where its line starts.
  public var bodyStart: Int

  /// A section that has only a place so far.
  public init(title: String, firstLine: Int, byteRange: Range<Int>) {
    ordinal = 0
    self.title = title
    headingPath = []
    authors = []
    tags = []
    self.firstLine = firstLine
    bodyLine = firstLine
    bodyOffset = LineOffset()
    self.byteRange = byteRange
    bodyStart = byteRange.lowerBound
  }
}
