/// A section that matches.
///
///     {"t":"hit","n":1,"score":12.3,"path":"2023/12/05.md","line":231,"col":5,"title":"…",
///      "headings":["…"],"date":"2023-12-05","link":"…","doc":"2023/12/05.md#3",
///      "hl":[[2,14]],"text":"…"}
///
/// (on one line). In answer to a request with an id, the id stands first.
public struct HitReply: Sendable, Equatable {
  /// The id of the request, an integer or a string, echoed.
  public var request: JSONValue?
  /// Rank, counted from 1 over all pages.
  public var rank = 1
  /// The score; higher is better, comparable within one query only.
  public var score = 0.0
  /// The file.
  public var path = ""
  /// Line of the first highlight, from 1.
  public var line = 1
  /// Byte column of the first highlight in its line, from 1.
  public var column = 1
  /// Title of the section or its document.
  public var title = ""
  /// The headings above the section, outermost first.
  public var headings: [String] = []
  /// Date of the section, "2023-12-05".
  public var date: String?
  /// Where the section points to, a URL.
  public var link: String?
  /// Id of the document: a record's own, else path#ordinal.
  public var document = ""
  /// What to highlight: byte ranges of `text`, ascending, not overlapping.
  public var highlights: [Range<Int>] = []
  /// A snippet around the densest part of the match; may have several lines.
  public var text = ""
  /// Other sections with the same link, as "path:line".
  public var also: [String] = []
  /// What a client that prints hits needs besides, when asked for.
  public var details: Details?
  /// What the score is made of, when asked for.
  public var factors: [ScoreFactor]?

  /// The title's matches, and the line that `line` numbers.
  public struct Details: Sendable, Equatable {
    /// What to highlight in the title.
    public var titleHighlights: [Range<Int>]
    /// The whole line, cut to 400 bytes around the match.
    public var lineText: String
    /// What to highlight in it.
    public var lineHighlights: [Range<Int>]

    /// Makes details from their parts.
    public init(
      titleHighlights: [Range<Int>], lineText: String, lineHighlights: [Range<Int>]
    ) {
      self.titleHighlights = titleHighlights
      self.lineText = lineText
      self.lineHighlights = lineHighlights
    }
  }

  /// Makes an empty hit to fill in.
  public init() {}

  /// Writes it as one line.
  public func encode(into writer: inout JSONWriter) {
    writer.beginObject()
    writer.request(request)
    writer.member("t", "hit")
    writer.member("n", rank)
    writer.member("score", score)
    writer.member("path", path)
    writer.member("line", line)
    writer.member("col", column)
    writer.member("title", title)
    writer.member("headings", headings)
    if let date { writer.member("date", date) }
    if let link { writer.member("link", link) }
    writer.member("doc", document)
    writer.member("hl", highlights)
    writer.member("text", text)
    if !also.isEmpty { writer.member("also", also) }
    if let details { encode(details, into: &writer) }
    if let factors { encode(factors, into: &writer) }
    writer.endObject()
    writer.endLine()
  }

  private func encode(_ details: Details, into writer: inout JSONWriter) {
    writer.member("title_hl", details.titleHighlights)
    writer.member("line_text", details.lineText)
    writer.member("line_hl", details.lineHighlights)
  }

  private func encode(_ factors: [ScoreFactor], into writer: inout JSONWriter) {
    writer.key("explain")
    writer.beginArray()
    for factor in factors { factor.encode(into: &writer) }
    writer.endArray()
  }
}

extension JSONWriter {
  /// Writes the id of the request that is being answered, if it had one.
  mutating func request(_ id: JSONValue?) {
    guard let id else { return }
    key("id")
    value(id)
  }
}
