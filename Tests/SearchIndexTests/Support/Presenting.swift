@testable import SearchIndex

/// A hit as it is shown, with the texts that are marked.
struct Shown {
  let hit: PresentedHit

  /// The pieces of the snippet that are highlighted.
  var marked: [String] { Self.pieces(hit.highlights, of: hit.snippet) }
  var markedInTitle: [String] { Self.pieces(hit.titleHighlights, of: hit.title) }
  var markedInLine: [String] { Self.pieces(hit.lineHighlights, of: hit.lineText) }

  static func pieces(_ ranges: [Range<Int>], of text: String) -> [String] {
    let bytes = Array(text.utf8)
    // A piece that is no whole characters would show the replacement character.
    return ranges.map { String(decoding: bytes[$0], as: UTF8.self) }
  }
}

extension TestIndex {
  /// The best hit of a query, as it is shown.
  func show(_ query: String, snippetBytes: Int = 240) throws -> Shown? {
    let searcher = try searcher()
    let results = try searcher.search(query)
    return try results.hits.first.map {
      Shown(hit: try searcher.present($0, of: results, snippetBytes: snippetBytes))
    }
  }
}
