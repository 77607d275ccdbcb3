import SearchIndex
import SearchProtocol

extension HitPrinter {
  /// Prints the protocol's objects: a hit a line, then the end.
  mutating func printJSON(_ results: SearchResults, end: EndReply) throws {
    var writer = JSONWriter()
    try each(results) { printer, shown, hit, rank in
      try printer.reply(shown, hit, rank).encode(into: &writer)
      printer.output.bytes += writer.bytes
      writer.removeAll()
    }
    end.encode(into: &writer)
    output.bytes += writer.bytes
  }

  private func reply(_ shown: PresentedHit, _ hit: Hit, _ rank: Int) throws -> HitReply {
    var reply = HitReply()
    reply.rank = rank
    reply.score = hit.score
    reply.path = path(root: shown.root, path: shown.path)
    reply.line = shown.line
    reply.column = shown.column
    reply.title = shown.title
    reply.headings = shown.headings
    reply.date = shown.date
    reply.link = shown.link.isEmpty ? nil : shown.link
    reply.document = try searcher.documentID(hit)
    reply.highlights = shown.highlights
    reply.text = shown.snippet
    reply.also = alsoAt(shown)
    reply.factors = hit.explanation?.lines.map {
      ScoreFactor(term: $0.term, value: $0.value, detail: $0.detail)
    }
    return reply
  }
}
