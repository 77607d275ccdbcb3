import Testing

@testable import TextAnalysis

@Suite struct EnglishFunctionWordsTests {
  @Test(arguments: ["the", "what", "Which", "of", "is", "\"does", "where?", "(and", "i"])
  func knowsWordsThatJoinAndAsk(word: String) {
    #expect(EnglishFunctionWords.contains(word))
  }

  @Test(arguments: [
    "flow", "IT", "US", "WHO", "wing.", "for-loop", "and/or", "thermal", "", "?", "66.5", "는",
  ])
  func leavesNamesAlone(word: String) {
    #expect(!EnglishFunctionWords.contains(word))
  }

  @Test func theListHoldsWordsInLowerCase() {
    let bytes = PackageResources.english_function_words_txt
    #expect(WordList(bytes).names == [""])
    let lines = bytes.split(separator: UInt8(ascii: "\n")).filter { $0.first != UInt8(ascii: "#") }
    let words = lines.flatMap { $0.split(separator: UInt8(ascii: " ")) }
    #expect(words.count > 100)
    for word in words {
      #expect(word.allSatisfy { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) })
      #expect(EnglishFunctionWords.contains(String(decoding: word, as: UTF8.self)))
    }
  }
}
