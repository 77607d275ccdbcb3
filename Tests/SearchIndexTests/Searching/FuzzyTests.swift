import TestSupport
import Testing

@testable import SearchIndex

@Suite struct FuzzyTests {
  /// Levenshtein's distance.
  static func distance(_ a: String, _ b: String) -> Int {
    let (a, b) = (Array(a), Array(b))
    var row = Array(0...b.count)
    for i in a.indices {
      var next = [i + 1]
      for j in b.indices {
        next.append(min(row[j] + (a[i] == b[j] ? 0 : 1), row[j + 1] + 1, next[j] + 1))
      }
      row = next
    }
    return row[b.count]
  }

  /// Letters that two syllables differ in, from their decomposed form.
  static func letters(_ a: Character, _ b: Character) -> Int {
    func parts(_ character: Character) -> [UInt32] {
      let index = (character.unicodeScalars.first?.value ?? 0) - 0xAC00
      return [index / 588, index % 588 / 28, index % 28]
    }
    return zip(parts(a), parts(b)).count { $0 != $1 }
  }

  private func occurrences(_ word: String, _ edits: Int) -> (OperatorSection) -> Int {
    { section in
      section.count { words in
        if let first = word.first, first >= "가" {
          return OperatorOracle.starts([word], in: words, edits: edits, distance: Self.letters)
            .count
        }
        return words.count {
          ($0.first ?? "가") < "가" && Self.distance($0, word) <= edits
        }
      }
    }
  }

  @Test(arguments: [1, 2])
  func findsWordsLikeIt(edits: Int) throws {
    var random = OperatorRandom()
    let library = try OperatorLibrary(&random)
    for _ in Rounds.of(40) {
      let word = random.word()
      let mark = edits == 1 ? ["~", "~1"][random.below(2)] : "~2"
      try OperatorOracle(library: library).check(
        word + mark, OperatorOracle.options(limit: 1 + random.below(60)),
        slots: [occurrences(word, edits)])
    }
  }

  @Test func theModeTakesWholeWords() throws {
    var random = OperatorRandom()
    let library = try OperatorLibrary(&random, analyzer: .whitespace)
    for _ in Rounds.of(60) {
      let word = random.word()
      var options = OperatorOracle.options(limit: 1 + random.below(60))
      options.mode = .fuzzy
      try OperatorOracle(library: library).check(
        word, options,
        slots: [{ $0.count { $0.count { Self.distance($0, word) <= 1 } } }])
    }
  }

  @Test func syllablesDifferByLetters() {
    #expect(Hangul.distance(0xAC00, 0xAC01) == 1)
    #expect(TermExpander.neighbours(0xAC00, 1).count == 1 + 18 + 20 + 27)
    #expect(TermExpander.neighbours(0x1100, 1) == [0x1100])
  }
}
