import TestSupport
import Testing

@testable import SearchIndex

@Suite struct UnfinishedTests {
  private func completes(_ typed: Character, _ full: Character) -> Bool {
    let initials = Array("ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ")
    guard let value = full.unicodeScalars.first?.value, value >= 0xAC00 else {
      return typed == full
    }
    if let initial = initials.firstIndex(of: typed) { return Int(value - 0xAC00) / 588 == initial }
    guard let scalar = typed.unicodeScalars.first?.value, scalar >= 0xAC00,
      (scalar - 0xAC00) % 28 == 0
    else { return typed == full }
    return value - (value - 0xAC00) % 28 == scalar
  }

  @Test func theLastSyllableIsHalfTyped() throws {
    var random = OperatorRandom()
    for _ in 0..<3 {
      let library = try OperatorLibrary(&random)
      for _ in 0..<60 {
        var typed = Array(random.word())
        if typed[0] >= "가", random.below(2) == 0 {
          typed[typed.count - 1] = ["ㄱ", "ㄴ", "ㅇ", "ㅎ"][random.below(4)]
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
                    && completes(typed[typed.count - 1], Array(word)[typed.count - 1])
                }
              }
            }
          ])
      }
    }
  }

  @Test func onlyTheLastWordIsUnfinished() {
    let matches = { QueryParser.parse($0, isUnfinished: true).clauses.map(\.match) }
    #expect(matches("가우 시아") == [.exact, .unfinished])
    #expect(matches("가우 시아 ") == [.exact, .exact])
    #expect(matches("\"가우 시아\"") == [.exact])
    #expect(matches("title:시아") == [.unfinished])
    #expect(matches("가우~") == [.fuzzy(1)])
  }
}
