/// The text of a section.
///
///     {"id":3,"t":"section","path":"2023/12/05.md","line":9,"title":"…","headings":["…"],
///      "date":"2023-12-05","link":"…","text":"…"}
public struct SectionReply: Sendable, Equatable {
  /// The id of the request, echoed.
  public var request: JSONValue?
  /// The file.
  public var path = ""
  /// Line of the section's heading, from 1.
  public var line = 1
  /// Line of the text's first byte, from 1; nil for a record, which is one line whatever it holds.
  public var textLine: Int?
  /// Title of the section.
  public var title = ""
  /// The headings above it, outermost first.
  public var headings: [String] = []
  /// Authors' names.
  public var authors: [String] = []
  /// Tags.
  public var tags: [String] = []
  /// "2023-12-05".
  public var date: String?
  /// Where the section points to.
  public var link: String?
  /// All of its text.
  public var text = ""

  /// Makes an empty section to fill in.
  public init() {}

  /// Writes it as one line.
  public func encode(into writer: inout JSONWriter) {
    writer.beginObject()
    writer.request(request)
    writer.member("t", "section")
    writer.member("path", path)
    writer.member("line", line)
    if let textLine { writer.member("text_line", textLine) }
    writer.member("title", title)
    writer.member("headings", headings)
    if !authors.isEmpty { writer.member("authors", authors) }
    if !tags.isEmpty { writer.member("tags", tags) }
    if let date { writer.member("date", date) }
    if let link { writer.member("link", link) }
    writer.member("text", text)
    writer.endObject()
    writer.endLine()
  }
}
