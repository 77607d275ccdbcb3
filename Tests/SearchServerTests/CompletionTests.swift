import Testing

@testable import SearchServer

@Suite struct CompletionTests {
  @Test(arguments: [
    ("가우", "가우시안"), ("가우시아", "가우시안"), ("스플래ㅌ", "스플래팅"), ("갑", "가방"),
    ("\u{1100}\u{1161}\u{11B8}", "가방"), ("과", "과학"), ("고", "과학"), ("닭", "달걀"),
    ("DEEP", "DeepCache"), ("", "무엇"), ("ㄱ", "가"),
  ])
  func begins(typed: String, word: String) {
    #expect(TypedLetters(typed).begin(TypedLetters(word)))
  }

  @Test(arguments: [
    ("가우시안", "가우"), ("강", "가방"), ("우시", "가우시안"), ("deepx", "DeepCache"), ("ㅏ", "가"),
  ])
  func doesNotBegin(typed: String, word: String) {
    #expect(!TypedLetters(typed).begin(TypedLetters(word)))
  }

  @Test func countsSectionsAndLeavesParticlesOut() {
    var words = WordCompletions(of: "3D 가우")
    words.add(["가우시안 스플래팅", "가우시안은 가우시안을 가우스 함수"])
    words.add(["LLM과 가우시안이"])
    words.add(["나무"])
    let best = words.best(10)
    #expect(best.map(\.text) == ["가우시안", "가우스"])
    #expect(best.map(\.count) == [2, 1])
    #expect(words.best(1).count == 1)
    #expect(words.occurs(in: "3D 가우시안") && !words.occurs(in: "시안"))
  }

  @Test func gluedWordsAreTwo() {
    var words = WordCompletions(of: "ll")
    words.add(["LLM은 LLM이 Llama-2"])
    #expect(words.best(10).map(\.text) == ["LLM", "Llama"])
  }

  @Test(arguments: ["", "가우시안 ", "  "])
  func nothingTypedIsNotCompleted(text: String) {
    var words = WordCompletions(of: text)
    words.add(["가우시안"])
    #expect(words.best(10).isEmpty && !words.occurs(in: "가우시안"))
  }
}
