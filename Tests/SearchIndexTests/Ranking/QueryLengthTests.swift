import Glibc
import TestSupport
import Testing
import TextAnalysis

@testable import SearchIndex

/// What the number of a query's words, and their language, change in its scores.
@Suite struct QueryLengthTests {
  @Test func saturationGrowsWithTheWords() {
    var parameters = RankingParameters()
    #expect(parameters.k1(words: 8) == 1.2)
    #expect(parameters.k1(words: 1) == 1.2)
    #expect(abs(parameters.k1(words: 18) - 1.8) < 1e-12)
    #expect(parameters.k1(words: nil) == 1.2)
    parameters.k1Growth = 0
    #expect(parameters.k1(words: 99) == 1.2)
  }

  @Test func aLongQueryHasALargerSaturation() throws {
    let index = try TestIndex(texts: ["가나 가나 가나", "다라"])
    let searcher = try index.searcher()
    let words = (0..<12).map { "없는\($0)" }
    let short = try saturation(searcher, "가나 " + words[0])
    #expect(try abs(saturation(searcher, "가나") - short) < 1e-4)
    #expect(try saturation(searcher, "가나 " + words.joined(separator: " ")) > short + 0.1)
  }

  @Test(arguments: [
    ("가나", 1), ("가나 다라", 2), ("가나 LLM은", 2), ("가나 -다라", 1), ("\"가나 다라\" 가나", 3),
    // A word that stands for many is one; a syllable is one though it is looked for within words.
    ("가나* 다라~1", 2), ("가", 1), ("path:a", 0), ("", 0),
  ])
  func wordsAreCountedAsTheyScore(query: String, words: Int) throws {
    let prepared = try TestIndex(texts: ["가나"]).searcher().prepare(query)
    #expect(prepared.query.wordCount == words)
  }

  /// k1 as the first hit's score of the bigram 가나 tells it: 3 occurrences, b turned off.
  private func saturation(_ searcher: Searcher, _ query: String) throws -> Double {
    var options = SearchOptions()
    options.parameters.b = 0
    options.explain = true
    let hit = try #require(try searcher.search(query, options).hits.first)
    let line = try #require(hit.explanation?.lines.first { $0.term == "가나" })
    let weight = BM25.idf(sections: 1, of: 2)
    return 3 * (weight / line.value - 1)
  }

  @Test func textThatComesCutIsRankedByPlainBM25() throws {
    let texts = ["red wing wing", "the wing of the red plane", "flow"]
    let settings = IndexSettings(analyzer: .whitespace)
    let searcher = try TestIndex(
      [TestFile("a.md", texts: texts)], settings: settings
    ).searcher()
    for query in ["wing", "what is the red wing", "the of red wing plane flow a b c d e f"] {
      for hit in try searcher.search(query, .init()).hits {
        let text = texts[Int(hit.section)]
        #expect(abs(hit.score - plainScore(query, text, texts)) < 1e-4, "\(query): \(text)")
      }
    }
  }

  /// BM25 with k1 = 1.2 and b = 0.75, written down once more.
  private func plainScore(_ query: String, _ text: String, _ texts: [String]) -> Double {
    let documents = texts.map { $0.split(separator: " ") }
    let words = text.split(separator: " ")
    let average = Double(documents.reduce(0) { $0 + $1.count }) / Double(documents.count)
    let norm = 1.2 * (1 - 0.75 + 0.75 * Double(words.count) / average)
    return query.split(separator: " ").reduce(0) { sum, word in
      let holding = Double(documents.count { $0.contains(word) })
      let count = Double(words.count { $0 == word })
      let idf = log1p((Double(documents.count) - holding + 0.5) / (holding + 0.5))
      return sum + idf * count / (count + norm)
    }
  }

  // MARK: English

  @Test(arguments: [
    // Words that join find nothing where three English words or more are asked for.
    ("what is the wing", 1), ("What is the wing?", 1),
    // Two words each name something, as a capital does, and a word among Korean ones.
    ("the wing", 3), ("THE red wing", 3), ("the 날개 wing", 3),
    // Nor is left out what a Boolean expression asks for.
    ("the OR wing OR plane", 3),
    // A query of nothing else searches for it after all.
    ("what is the", 2),
  ])
  func wordsThatJoinOnlyAdd(query: String, sections: Int) throws {
    let index = try TestIndex(texts: ["a wing", "the flow", "the heat", "slab"])
    #expect(try index.searcher().search(query).total == sections)
  }

  @Test func wordsThatJoinStillCount() throws {
    let searcher = try TestIndex(texts: ["wing", "the wing", "slab"]).searcher()
    var options = SearchOptions()
    options.explain = true
    options.parameters.b = 0
    let hits = try searcher.search("over the wing", options).hits
    #expect(hits.map(\.section) == [1, 0])
    let lines = try #require(hits[0].explanation).lines
    #expect(lines.contains { $0.term == "the" && $0.detail.hasPrefix("weight 0.3 ") })
  }
}
