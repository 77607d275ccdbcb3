import TestSupport
import Testing

@testable import SearchIndex

@Suite("Spacing does not matter")
struct SpacingTests {
  static let joints = ["", " ", "-", "·", "\n", "  ", "\r\n", ", "]

  private func finds(_ query: String, in text: String) throws -> Bool {
    let index = try TestIndex(texts: [text, "다른 글"])
    return try !index.searcher().search("\"\(query)\"").hits.isEmpty
  }

  @Test("a compound is found however it is spaced, by a query of any spacing", arguments: joints)
  func compound(joint: String) throws {
    let text = "이것은 가우시안\(joint)스플래팅에 대한 글"
    for other in Self.joints where !other.contains("\"") {
      #expect(try finds("가우시안\(other)스플래팅", in: text), "\(other.debugDescription)")
    }
    #expect(try !finds("스플래팅 가우시안", in: text))
    #expect(try !finds("가우시안 블러", in: text))
  }

  @Test("random words, spaced anywhere, match each other as phrases")
  func random() throws {
    var maker = CorpusMaker(SeededGenerator())
    for _ in Rounds.of(60) {
      let syllables = (0..<2 + maker.random.below(6)).map { _ in maker.pick(CorpusMaker.syllables) }
      let spaced = { (maker: inout CorpusMaker) in
        syllables.map { $0 + maker.pick(["", "", " ", "-", "·"]) }.joined()
      }
      let text = spaced(&maker)
      let query = spaced(&maker)
      #expect(
        try finds(query, in: "LLM \(text) 3D"),
        "\(query.debugDescription) in \(text.debugDescription)")
    }
  }

  @Test("a phrase does not reach from one field into another")
  func fields() throws {
    let index = try TestIndex([TestFile("a.md", [TestSection("스플래팅", title: "가우시안")])])
    #expect(try index.searcher().search("\"가우시안 스플래팅\"").hits.isEmpty)
    #expect(try index.searcher().search("가우시안 스플래팅").hits.count == 1)
  }

  @Test("Latin words of a phrase stand next to each other")
  func latin() throws {
    #expect(try finds("language models", in: "large language model"))
    #expect(try finds("LLM은", in: "이 LLM은 크다"))
    #expect(try !finds("language models", in: "language of models"))
  }
}
