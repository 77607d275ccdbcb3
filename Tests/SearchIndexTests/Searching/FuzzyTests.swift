import IndexBytes
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

  /// Long words have too many places for edits: fewer are looked for, and that is told.
  @Test(arguments: [(24, 2), (25, 1), (64, 1), (65, 0)])
  func longWords(length: Int, edits: Int) throws {
    let word = (0..<length).map { Array("가나다라마바사")[$0 % 7] }
    let changed = (0...2).map { edits in
      String(word.enumerated().map { $0 > 0 && $0 <= edits ? "쾅" : $1 })
    }
    // 나 and 쾅 differ in all letters, 낙 and 나 in one.
    let near = (0...2).map { edits in
      String(word.enumerated().map { $0 < edits * 7 && $1 == "나" ? "낙" : $1 })
    }
    let searcher = try TestIndex(texts: near + changed.dropFirst()).searcher()
    let found = try searcher.search(String(word) + "~2")
    #expect(found.total == edits + 1)
    #expect(found.warnings.count == (edits < 2 ? 1 : 0))
    #expect(try searcher.search(String(word) + "~").warnings.count == (edits == 0 ? 1 : 0))
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

  /// Terms around a word, of scalars of one to four bytes, with marks, and of Hangul.
  @Test(arguments: [0, 1, 17, 400, 4000])
  func walkFindsAllTermsWithinTheEdits(count: Int) throws {
    var random = SeededGenerator("walkFindsAllTermsWithinTheEdits(\(count))")
    let letters = ["a", "b", "c", "é", "ü", "가", "각", "힣", "中", "\u{E000}", "😀", "😁", "\u{10FFFF}"]
    func word(_ random: inout SeededGenerator, _ longest: Int) -> String {
      let few = 3 + random.below(letters.count - 2)
      return (0...random.below(longest)).map { _ in letters[random.below(few)] }.joined()
    }
    let marks: [[UInt8]] = [[], [], [TermMark.wordStart], [Field.title.mark], [Field.link.mark]]
    var terms: Set<[UInt8]> = []
    for _ in 0..<count {
      terms.insert(marks[random.below(marks.count)] + Array(word(&random, 7).utf8))
    }
    let sample = try TestDictionary(Array(terms), &random)
    let arena = FlatArena()
    for _ in Rounds.of(120) {
      let (wanted, edits) = (word(&random, 6), 1 + random.below(2))
      let mark = random.once(in: 2) ? [] : [Field.title.mark]
      let skipsHangul = random.once(in: 2)
      var walk = FuzzyWalk(
        sample.dictionary, Array(wanted.utf8), edits: edits, mark: mark, skipsHangul: skipsHangul,
        arena)
      let expected = sample.entries.map(\.term).filter { term in
        guard term.starts(with: mark), term[mark.count] >= 0x20 else { return false }
        let text = String(decoding: term.dropFirst(mark.count), as: UTF8.self)
        if skipsHangul, let first = text.first, ("가"..."힣").contains(first) { return false }
        return Self.distance(text, wanted) <= edits
      }
      #expect(try walk.matches() == expected, "\(wanted) \(edits)")
    }
  }

  @Test func syllablesDifferByLetters() {
    #expect(Hangul.distance(0xAC00, 0xAC01) == 1)
    #expect(TermExpander.neighbours(0xAC00, 1).count == 1 + 18 + 20 + 27)
    #expect(TermExpander.neighbours(0x1100, 1) == [0x1100])
  }
}
