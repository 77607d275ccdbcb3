import TestSupport
import Testing

@testable import SearchIndex

@Suite("Highlights")
struct HighlightTests {
  static let table: [(query: String, text: String, marked: [String])] = [
    ("스플래팅", "가우시안 스플래팅은 좋다", ["스플래팅"]),
    ("스플래팅을", "가우시안 스플래팅은 좋다", ["스플래팅"]),
    ("가우시안 스플래팅", "가우시안 스플래팅", ["가우시안", "스플래팅"]),
    ("\"가우시안 스플래팅\"", "가우시안 스플래팅", ["가우시안 스플래팅"]),
    ("\"가우시안 스플래팅\"", "가우시안스플래팅", ["가우시안스플래팅"]),
    ("\"가우시안스플래팅\"", "이 가우시안-스플래팅은", ["가우시안-스플래팅"]),
    ("llm", "LLM은 크다, LLM", ["LLM", "LLM"]),
    ("model", "Models and a modelling model", ["Models", "modelling", "model"]),
    ("ｌｌｍ", "이 LLM", ["LLM"]), ("llm", "이 ＬＬＭ은", ["ＬＬＭ"]),
    ("66.5", "정확도 66.5 대 65.9", ["66.5"]), ("1000", "1,000개", ["1,000"]),
    ("웹", "웹사이트와 웹", ["웹", "웹"]), ("웹", "스파이더웹, 큰웹은", ["웹", "웹"]),
    ("+수", "수학 함수 큰수", ["수", "수", "수"]),
    ("author:없음 확산", "확산", []),
    ("확산 -모델", "확산 논문", ["확산"]), ("🙂", "좋다🙂!", ["🙂"]),
  ]

  @Test("exactly the matched words are marked", arguments: table)
  func marks(row: (query: String, text: String, marked: [String])) throws {
    let shown = try TestIndex(texts: [row.text]).show(row.query)
    #expect(shown?.marked ?? [] == row.marked)
    #expect(shown?.markedInLine ?? [] == row.marked)
  }

  @Test("decomposed text is marked by composed words, and the other way round")
  func decomposed() throws {
    let composed = "스플래팅"
    let decomposed =
      "\u{1109}\u{1173}\u{1111}\u{1173}\u{11AF}\u{1105}\u{1162}\u{1110}\u{1175}\u{11BC}"
    for (query, text) in [(composed, decomposed), (decomposed, composed)] {
      let shown = try TestIndex(texts: ["가우시안 \(text)은 좋다"]).show(query)
      let marked = try #require(shown?.marked.first)
      #expect(marked.utf8.elementsEqual(text.utf8))
      #expect(shown?.marked.count == 1)
    }
  }

  @Test("invalid bytes are repaired and move no mark")
  func invalid() throws {
    var section = TestSection()
    section.body = [0xFF, 0xC3] + Array(" 앞 가우시안".utf8) + [0xE0, 0x80] + Array("은 LLM".utf8)
    let index = try TestIndex([TestFile("a.md", [section])])
    let shown = try #require(try index.show("가우시안 LLM"))
    #expect(shown.marked == ["가우시안", "LLM"])
    #expect(shown.hit.snippet.contains("\u{FFFD}"))
  }

  @Test("titles are marked too")
  func titles() throws {
    let section = TestSection("본문", title: "가우시안 스플래팅으로 LLM")
    let index = try TestIndex([TestFile("a.md", [section])])
    let shown = try #require(try index.show("스플래팅 llm"))
    #expect(shown.markedInTitle == ["스플래팅", "LLM"])
    #expect(shown.marked == [])
    #expect(shown.hit.lineText == section.title)
    #expect(shown.markedInLine == shown.markedInTitle)
  }

  @Test("what is asked of a title is marked there alone, and leads to it")
  func wordsOfTitles() throws {
    var section = TestSection("웹 본문과 확산", title: "웹 이야기")
    section.firstLine = 3
    section.bodyLine = 5
    let index = try TestIndex([TestFile("a.md", [section])])
    for query in ["title:웹", "title:\"웹 이야기\"", "title:웹*", "title:이야가~"] {
      let shown = try #require(try index.show(query))
      #expect(shown.marked == [])
      #expect(shown.markedInTitle.joined().contains(query.contains("가~") ? "이야기" : "웹"))
      #expect(shown.hit.line == 3 && shown.hit.column == 1)
    }
    let both = try #require(try index.show("title:웹 확산"))
    #expect(both.marked == ["확산"] && both.hit.line == 5)
    #expect(try index.show("(title:웹 OR 모델) 웹")?.marked == ["웹"])
  }

  @Test("in random texts marks are whole characters, in order, apart, and hold the query's words")
  func random() throws {
    var maker = CorpusMaker(SeededGenerator())
    let searcher = try TestIndex(maker.files(sections: 80, longest: 60)).searcher()
    for _ in Rounds.of(60) {
      let query = maker.query()
      var options = SearchOptions()
      options.mode = query.mode
      let results = try searcher.search(query.text, options)
      let limit = [1, 20, 80, 240][maker.random.below(4)]
      for hit in results.hits {
        let shown = Shown(hit: try searcher.present(hit, of: results, snippetBytes: limit))
        for (text, marks) in [
          (shown.hit.snippet, shown.hit.highlights), (shown.hit.title, shown.hit.titleHighlights),
          (shown.hit.lineText, shown.hit.lineHighlights),
        ] {
          var end = -1
          for mark in marks {
            #expect(mark.lowerBound > end && !mark.isEmpty && mark.upperBound <= text.utf8.count)
            end = mark.upperBound
          }
        }
      }
    }
  }
}
