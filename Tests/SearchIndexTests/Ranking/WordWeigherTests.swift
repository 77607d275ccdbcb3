import IndexBytes
import Testing
import TextAnalysis

@testable import SearchIndex

@Suite struct WordWeigherTests {
  /// Weights of a word's terms, added up, with no statistics unless given.
  private func weights(
    _ text: String, _ counts: [String: (occurrences: Int, wordStarts: Int)] = [:]
  ) throws -> [String: Float] {
    var result: [String: Float] = [:]
    for term in try word(text, counts).terms {
      result[TermText.readable(term.term), default: 0] += term.weight
    }
    return result
  }

  private func word(
    _ text: String, _ counts: [String: (occurrences: Int, wordStarts: Int)]
  ) throws -> QueryWord {
    var buffer = TokenBuffer()
    Analyzer(.standard).analyze(Array(text.utf8).span, into: &buffer)
    let weigher = WordWeigher(parameters: RankingParameters()) { term throws(IndexError) in
      counts[String(decoding: term, as: UTF8.self)] ?? (0, 0)
    }
    return try weigher.word(buffer, 0..<buffer.tokens.count, field: nil)
  }

  private func isClose(_ a: Float?, _ b: Double) -> Bool { abs(Double(a ?? -1) - b) < 1e-6 }

  @Test func bigramsDecayFromTheLeft() throws {
    let found = try weights("가우시안")
    #expect(isClose(found["가우"], 1) && isClose(found["우시"], 0.7))
    #expect(isClose(found["시안"], 0.49) && isClose(found["^가"], 0.5))
  }

  @Test func endingsWeighLittle() throws {
    let found = try weights("가우시안은")
    #expect(isClose(found["시안"], 0.49) && isClose(found["안은"], 0.343 * 0.2))
  }

  @Test func aStemOfOneSyllableCountsByItsWordStart() throws {
    let found = try weights("뼈가")
    #expect(isClose(found["^뼈"], 1) && isClose(found["뼈가"], 0.2))
    let alone = try weights("웹")
    #expect(isClose(alone["^웹"], 1) && isClose(alone["웹"], 1))
  }

  @Test func aParticleBehindALatinWordWeighsLittle() throws {
    let found = try weights("LLM은")
    #expect(isClose(found["llm"], 1.5) && isClose(found["은"], 0.2) && isClose(found["^은"], 0.1))
  }

  @Test func partsOfOneCharacterAreHints() throws {
    let hints = { (text: String) in
      Set(try word(text, [:]).terms.filter(\.isHint).map { TermText.readable($0.term) })
    }
    #expect(try hints("3D") == ["3", "d"])
    #expect(try hints("GPT-4V") == ["4", "v"])
    #expect(try hints("DeepCache").isEmpty && hints("C++").isEmpty)
    let index = try TestIndex(texts: ["a 3D scene", "3 and d", "d", "C"])
    #expect(try index.searcher().search("3D").total == 1)
    #expect(try index.searcher().search("C++").total == 1)
  }

  @Test func questionWordsHardlyCount() throws {
    let found = try weights("무엇인가")
    #expect(isClose(found["무엇"], 0.2) && isClose(found["^무"], 0.1))
  }

  @Test func restartsWhereTheCorpusShowsABoundary() throws {
    let counts = [
      "강화": (occurrences: 100, wordStarts: 90), "화학": (occurrences: 2, wordStarts: 0),
      "학습": (occurrences: 300, wordStarts: 200),
    ]
    let word = try word("강화학습", counts)
    #expect(word.stems.map(\.units.count) == [2, 2])
    let found = try weights("강화학습", counts)
    #expect(isClose(found["학습"], 1) && isClose(found["^학"], 0.5))
    #expect(isClose(found["화학"], 0.7 * 0.2))
  }

  @Test func staysWholeWhereTheBigramAcrossIsCommon() throws {
    let counts = [
      "강화": (occurrences: 100, wordStarts: 90), "화학": (occurrences: 80, wordStarts: 0),
      "학습": (occurrences: 300, wordStarts: 200),
    ]
    #expect(try word("강화학습", counts).stems.map(\.units.count) == [4])
  }

  @Test func everyParameterHasANameAndTakesANumber() {
    var parameters = RankingParameters()
    for name in RankingParameters.names {
      let taken = [parameters.set(name, to: "-1"), parameters.set(name, to: "x")]
      let isSet = parameters.set(name, to: "1")
      #expect(isSet && taken == [false, false], "\(name)")
    }
    let unknown = parameters.set("nothing", to: "1")
    #expect(!unknown)
    #expect(parameters.depth == 1 && parameters.k1 == 1 && parameters.adjacencyGap == 1)
  }

  @Test func parametersStayWhereScoresAreBounded() {
    var parameters = RankingParameters()
    for (name, value) in [
      ("b", "1.01"), ("k1", "inf"), ("k1", "nan"), ("latin", "1000001"), ("depth", "1000001"),
      ("adjacency-gap", "\(Int.max)"), ("depth", "0.5"), ("depth", ""), ("k1", ""),
    ] {
      let isSet = parameters.set(name, to: value)
      #expect(!isSet, "\(name)=\(value)")
    }
    #expect(parameters == RankingParameters())
    for name in RankingParameters.names {
      let text = parameters.text(of: name)
      let isSet = text.map { parameters.set(name, to: $0) }
      #expect(isSet == true, "\(name)")
    }
    #expect(parameters == RankingParameters() && parameters.text(of: "nothing") == nil)
  }

  @Test func theLargestParametersAreSearchedWith() throws {
    let index = try TestIndex(texts: ["강화 학습 LLM은 좋다", "LLM 강화학습법", "학습 강화"])
    var options = SearchOptions()
    for name in RankingParameters.names {
      let isSet = options.parameters.set(name, to: name == "b" ? "1" : "1000000")
      #expect(isSet)
    }
    let hits = try index.searcher().search("LLM은 강화 학습", options).hits
    #expect(hits.count == 3 && hits.allSatisfy { $0.score.isFinite })
  }

  @Test(arguments: [
    ("가우시안은", ["가우", "시안", "우시"]), ("뼈가", ["^뼈", "뼈가"]), ("뼈에는", ["^뼈", "뼈에"]), ("웹", ["^웹", "웹"]),
    ("LLM은", ["llm"]), ("무엇인가", []),
  ])
  func onlyWordsOfTheStemFind(text: String, finding: [String]) throws {
    let terms = try word(text, [:]).terms.filter { !$0.isHint }
    #expect(terms.map { TermText.readable($0.term) }.sorted() == finding)
  }

  @Test func aParticleAloneIsNoMatch() throws {
    let index = try TestIndex(texts: ["증가한다", "지식 증류", "무엇인가 은"])
    let found = try index.searcher().search("증류란 무엇인가")
    #expect(found.hits.count == 1 && found.total == 1)
    #expect(try index.searcher().search("LLM은").hits.isEmpty)
    // A query of nothing else searches for it after all.
    #expect(try index.searcher().search("무엇인가").hits.count == 1)
  }

  @Test func theSurfaceFormAlwaysFinds() throws {
    let index = try TestIndex(
      texts: ["수요증가율", "모자", "화학"] + [String](repeating: "강화 학습", count: 12))
    #expect(try index.searcher().search("증가").total == 1)
    // The corpus shows that 강화학습 is two words: 화학 is none of them.
    #expect(try index.searcher().search("강화학습").total == 12)
  }
}
