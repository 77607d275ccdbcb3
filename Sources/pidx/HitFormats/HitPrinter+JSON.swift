import SearchIndex
import SearchProtocol
import SearchServer

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
    var reply = HitReply(shown, hit, document: try searcher.documentID(hit), path: path)
    reply.rank = rank
    reply.details = nil
    return reply
  }
}
