/// A way in which what is being typed may go on.
///
///     {"id":2,"t":"completion","n":1,"kind":"term","text":"가우시안","count":12}
///     {"id":2,"t":"completion","n":1,"kind":"title","text":"3D Gaussian …","path":"…","line":9}
public struct CompletionReply: Sendable, Equatable {
  /// What is completed.
  public enum Kind: Sendable, Equatable {
    /// The last word, by one that so many of the best sections hold.
    case term(count: Int)
    /// The whole, by the title of the section at this place.
    case title(path: String, line: Int)
  }

  /// The id of the request, echoed.
  public var request: JSONValue?
  /// Rank among those of its kind, from 1.
  public var rank: Int
  /// What is completed, and what is known of it.
  public var kind: Kind
  /// The word or the title.
  public var text: String

  /// Makes a completion from its parts.
  public init(request: JSONValue? = nil, rank: Int, kind: Kind, text: String) {
    self.request = request
    self.rank = rank
    self.kind = kind
    self.text = text
  }

  /// Writes it as one line.
  public func encode(into writer: inout JSONWriter) {
    writer.beginObject()
    writer.request(request)
    writer.member("t", "completion")
    writer.member("n", rank)
    switch kind {
    case .term(let count):
      writer.member("kind", "term")
      writer.member("text", text)
      writer.member("count", count)
    case .title(let path, let line):
      writer.member("kind", "title")
      writer.member("text", text)
      writer.member("path", path)
      writer.member("line", line)
    }
    writer.endObject()
    writer.endLine()
  }
}
