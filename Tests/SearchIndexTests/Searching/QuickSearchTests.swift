import Testing

@testable import SearchIndex

@Suite("Searches that are quick")
struct QuickSearchTests {
  private let snapshot: Snapshot

  init() throws { snapshot = try TestIndex(texts: ["가우시안 모델", "증류"]).searcher().snapshot }

  @Test("some words are", arguments: ["가우시안", "3D gaussian splatting", "", "arxiv.org/abs"])
  func words(text: String) { #expect(snapshot.isQuick(text, SearchOptions())) }

  @Test(
    "what stands for many words, asks for more, or is long is not",
    arguments: [
      "가우시안*", "model~", "\"큰 모델\"", "-모델", "title:모델", "(a OR b)", "漢字",
      String(repeating: "가", count: 50),
    ])
  func others(text: String) { #expect(!snapshot.isQuick(text, SearchOptions())) }

  @Test("nor are many hits, beginnings of words, phrases and edits")
  func options() {
    let changes: [(inout SearchOptions) -> Void] = [
      { $0.limit = 21 }, { $0.offset = 20 }, { $0.prefixLast = true }, { $0.mode = .phrase },
      { $0.mode = .prefix }, { $0.mode = .fuzzy },
    ]
    for change in changes {
      var options = SearchOptions()
      change(&options)
      #expect(!snapshot.isQuick("모델", options))
    }
  }

  @Test("an index with one large section is known to have it", arguments: [20_000, 30_000])
  func largeSections(syllables: Int) throws {
    let large = String(repeating: "가", count: syllables)
    let texts = ["증류", large, "모델"]
    #expect(
      try TestIndex(texts: texts).searcher().snapshot.mayHaveLargeSections == (syllables > 22_000))
    #expect(!snapshot.mayHaveLargeSections)
  }
}
