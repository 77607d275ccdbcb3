extension HitReply {
  /// Reads a hit from a server's line; nil for anything else. Members that are missing or odd keep
  /// their usual value.
  public init?(_ json: JSONValue) {
    guard json["t"]?.string == "hit" else { return nil }
    self.init()
    request = json["id"]
    rank = json["n"]?.integer ?? rank
    score = json["score"]?.double ?? score
    path = json["path"]?.string ?? path
    line = json["line"]?.integer ?? line
    column = json["col"]?.integer ?? column
    title = json["title"]?.string ?? title
    headings = json["headings"]?.strings ?? []
    date = json["date"]?.string
    link = json["link"]?.string
    document = json["doc"]?.string ?? document
    highlights = json["hl"]?.ranges ?? []
    text = json["text"]?.string ?? text
    also = json["also"]?.strings ?? []
    if let lineText = json["line_text"]?.string {
      details = Details(
        titleHighlights: json["title_hl"]?.ranges ?? [], lineText: lineText,
        lineHighlights: json["line_hl"]?.ranges ?? [])
    }
    factors = json["explain"]?.array?.map { factor in
      ScoreFactor(
        term: factor["term"]?.string ?? "", value: factor["value"]?.double ?? 0,
        detail: factor["detail"]?.string ?? "")
    }
  }
}

extension EndReply {
  /// Reads the end of a query's answer from a server's line; nil for anything else.
  ///
  /// - Throws: `ErrorReply` where that is what the line is.
  public init?(_ json: JSONValue) throws(ErrorReply) {
    guard json["t"]?.string == "end" else { return nil }
    guard json["ok"]?.bool == true else {
      throw ErrorReply(
        request: json["id"], code: json["error"]?.string.flatMap(ErrorCode.init) ?? .proto,
        message: json["message"]?.string ?? "the server gave no reason")
    }
    self.init(
      request: json["id"], total: json["total"]?.integer ?? 0,
      isExact: json["exact"]?.bool ?? true, milliseconds: json["ms"]?.double ?? 0,
      generation: json["gen"]?.integer ?? 0, warnings: json["warn"]?.strings ?? [])
    hidden = json["hidden"]?.integer ?? 0
  }
}

extension JSONValue {
  /// The strings of an array of strings.
  fileprivate var strings: [String]? { array?.compactMap(\.string) }

  /// The ranges of an array of pairs.
  fileprivate var ranges: [Range<Int>]? {
    array?.compactMap { pair in
      guard let ends = pair.array, ends.count == 2, let from = ends[0].integer,
        let to = ends[1].integer, 0 <= from, from <= to
      else { return nil }
      return from..<to
    }
  }
}
