import TestSupport
import Testing

@testable import SearchIndex

@Suite struct UnfinishedTests {
  private static let initials = Array("ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ")
  private static let vowels = [
    "ㅏ", "ㅐ", "ㅑ", "ㅒ", "ㅓ", "ㅔ", "ㅕ", "ㅖ", "ㅗ", "ㅗㅏ", "ㅗㅐ", "ㅗㅣ", "ㅛ", "ㅜ", "ㅜㅓ", "ㅜㅔ",
    "ㅜㅣ", "ㅠ", "ㅡ", "ㅡㅣ", "ㅣ",
  ]
  private static let finals = [
    "", "ㄱ", "ㄲ", "ㄱㅅ", "ㄴ", "ㄴㅈ", "ㄴㅎ", "ㄷ", "ㄹ", "ㄹㄱ", "ㄹㅁ", "ㄹㅂ", "ㄹㅅ", "ㄹㅌ", "ㄹㅍ",
    "ㄹㅎ", "ㅁ", "ㅂ", "ㅂㅅ", "ㅅ", "ㅆ", "ㅇ", "ㅈ", "ㅊ", "ㅋ", "ㅌ", "ㅍ", "ㅎ",
  ]

  /// The keys that type a character.
  private func keys(_ character: Character) -> String {
    guard let value = character.unicodeScalars.first?.value, value >= 0xAC00 else {
      return String(character)
    }
    let index = Int(value - 0xAC00)
    return String(Self.initials[index / 588]) + Self.vowels[index / 28 % 21]
      + Self.finals[index % 28]
  }

  /// Whether the keys of the last character begin those of the rest of a word.
  private func completes(_ typed: Character, _ rest: Substring) -> Bool {
    rest.map(keys).joined().hasPrefix(keys(typed))
  }

  /// A word on the way to one of some characters, after all but a few of its keys: as an input method
  /// shows it, the next syllable's first consonant may stand below the one before.
  private func halfTyped(_ word: [Character], _ random: inout OperatorRandom) -> [Character]? {
    guard word.count > 1, let last = word.last?.unicodeScalars.first?.value, last >= 0xAC00,
      let before = word[word.count - 2].unicodeScalars.first?.value, before >= 0xAC00
    else { return nil }
    let consonant = String(Self.initials[Int(last - 0xAC00) / 588])
    let final = Self.finals[Int(before - 0xAC00) % 28] + consonant
    guard let number = Self.finals.firstIndex(of: final),
      let scalar = Unicode.Scalar(before - (before - 0xAC00) % 28 + UInt32(number))
    else { return nil }
    return word.dropLast(2) + [Character(scalar)]
  }

  @Test(arguments: [
    ("스플랱", "스플래팅"), ("두룸", "두루미"), ("강호", "강화"), ("가웃", "가우스"), ("닭", "달걀"), ("증률", "증류로"),
  ])
  func keysThatMoveOn(typed: String, word: String) throws {
    let index = try TestIndex([TestFile("a.md", [TestSection(word), TestSection("다른 글")])])
    var options = SearchOptions()
    options.prefixLast = true
    #expect(try index.searcher().search(typed, options).total == 1)
    options.prefixLast = false
    #expect(try index.searcher().search("title:" + typed, options).total == 0)
  }

  @Test func theLastSyllableIsHalfTyped() throws {
    var random = OperatorRandom()
    for _ in 0..<3 {
      let library = try OperatorLibrary(&random)
      for _ in Rounds.of(60) {
        var typed = Array(random.word())
        if typed[0] >= "가", random.below(2) == 0 {
          typed[typed.count - 1] = ["ㄱ", "ㄴ", "ㅇ", "ㅎ"][random.below(4)]
        } else if random.below(2) == 0, let typing = halfTyped(typed, &random) {
          typed = typing
        }
        var options = OperatorOracle.options(limit: 1 + random.below(60))
        options.prefixLast = true
        try OperatorOracle(library: library).check(
          String(typed), options,
          slots: [
            { section in
              section.count { words in
                words.count { word in
                  word.count >= typed.count
                    && zip(typed.dropLast(), word).allSatisfy { $0 == $1 }
                    && completes(
                      typed[typed.count - 1], word.dropFirst(typed.count - 1))
                }
              }
            }
          ])
      }
    }
  }

  /// The last word of a phrase, with both quotation marks or the first alone, and in phrase mode.
  @Test(arguments: [
    "\"확산 디퓨ㅈ", "\"확산 디퓨ㅈ\"", "\"확산 디ㅍ", "\"확산 디퓨저", "title:\"확산 디퓨ㅈ", "\"diffusion mod",
  ])
  func phrases(typed: String) throws {
    let index = try TestIndex([
      TestFile("a.md", [TestSection("확산 디퓨전 모델, diffusion models", title: "확산 디퓨전")]),
      TestFile("b.md", [TestSection("디퓨전과 확산, models of diffusion", title: "디퓨전 확산")]),
      TestFile("c.md", [TestSection("확산 디퓨터, diffusion maths", title: "확산 디푸")]),
    ])
    var options = SearchOptions()
    options.prefixLast = true
    let searcher = try index.searcher()
    var results = try searcher.search(typed, options)
    #expect(try results.hits.map(searcher.documentID).contains("a.md#1"))
    #expect(try !results.hits.map(searcher.documentID).contains("b.md#1"))
    #expect(results.warnings.isEmpty)
    if typed.contains("ㅍ") == false { #expect(results.total == 1) }
    let words = typed.filter { $0 != "\"" }
    if words.contains(":") { return }
    options.mode = .phrase
    results = try searcher.search(words, options)
    #expect(try results.hits.map(searcher.documentID).contains("a.md#1"))
    #expect(try !results.hits.map(searcher.documentID).contains("b.md#1"))
  }

  @Test func lettersAloneAreNoHalfSyllable() throws {
    let index = try TestIndex(texts: ["ㅋㅋ 웃다", "카카오"])
    var options = SearchOptions()
    options.prefixLast = true
    #expect(try index.searcher().search("ㅋㅋ", options).total == 1)
    #expect(try index.searcher().search("ㅋ", options).total == 2)
  }

  @Test func onlyTheLastWordIsUnfinished() {
    let matches = { QueryParser.parse($0, isUnfinished: true).clauses.map(\.match) }
    #expect(matches("가우 시아") == [.exact, .unfinished])
    #expect(matches("가우 시아 ") == [.exact, .exact])
    #expect(matches("\"가우 시아\"") == [.exact])
    // No word ends in one consonant.
    #expect(matches("\"가우 시ㅇ\"") == [.unfinished])
    #expect(matches("\"가우 시ㅇ\" ") == [.exact])
    #expect(matches("\"ㅋㅋ\"") == [.exact])
    #expect(matches("\"가우 시아") == [.unfinished])
    #expect(matches("\"가우 시아 ") == [.exact])
    #expect(matches("x title:\"시아") == [.exact, .unfinished])
    #expect(matches("title:시아") == [.unfinished])
    #expect(matches("가우~") == [.fuzzy(1)])
  }
}
