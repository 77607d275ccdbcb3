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

  @Test func theListHoldsWordsInLowerCase() throws {
    let list = WordList(PackageResources.english_function_words_txt)
    let words = try #require(list.blocks[""])
    #expect(list.blocks.count == 1 && words.count > 100)
    for word in words {
      #expect(word.allSatisfy { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) }, "\(word)")
    }
  }
}
