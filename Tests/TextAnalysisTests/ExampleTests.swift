import Testing

@testable import TextAnalysis

/// The rules by example: `term/kind@position:start-end`, both by the fast path and by ICU.
@Suite struct ExampleTests {
  private func expect(
    _ text: String, _ expected: String, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let bytes = Array(text.utf8)
    for alwaysUsingICU in [false, true] {
      let found = analyzed(bytes, alwaysUsingICU: alwaysUsingICU).map(\.description)
      #expect(
        found == expected.split(separator: " ").map(String.init), "\(text)",
        sourceLocation: sourceLocation)
    }
  }

  @Test func hangulRunsAreBigramsAndAWordStart() {
    expect("웹", "웹/hangulSyllable@0:0-3 ^웹/wordStart@0:0-3")
    expect("한글", "^한/wordStart@0:0-3 한글/hangulBigram@0:0-6")
    expect(
      "가나다 라",
      """
      ^가/wordStart@0:0-3 가나/hangulBigram@0:0-6 나다/hangulBigram@1:3-9 \
      라/hangulSyllable@3:10-13 ^라/wordStart@3:10-13
      """)
  }

  @Test func scriptsPart() {
    expect("LLM은", "llm/word@0:0-3 은/hangulSyllable@1:3-6 ^은/wordStart@1:3-6")
    expect(
      "GPT-4V의",
      """
      gpt/word@0:0-3 4v/word@1:4-6 4/part@1:4-5 v/part@1:5-6 의/hangulSyllable@2:6-9 \
      ^의/wordStart@2:6-9
      """)
    expect(
      "GPT-4V(ision)", "gpt/word@0:0-3 4v/word@1:4-6 4/part@1:4-5 v/part@1:5-6 ision/word@2:7-12")
    expect(
      "3DGS를",
      "3dgs/word@0:0-4 3/part@0:0-1 dgs/part@0:1-4 를/hangulSyllable@1:4-7 ^를/wordStart@1:4-7")
    expect("gpt4", "gpt4/word@0:0-4 gpt/part@0:0-3 4/part@0:3-4")
    expect("3번", "3/number@0:0-1 번/hangulSyllable@1:1-4 ^번/wordStart@1:1-4")
    expect("abcгде", "abc/word@0:0-3 где/word@1:3-9")
  }

  @Test func hangulBesideWhatOnlyICUCuts() {
    expect(
      "한글é밭",
      """
      ^한/wordStart@0:0-3 한글/hangulBigram@0:0-6 é/word@2:6-8 밭/hangulSyllable@3:8-11 \
      ^밭/wordStart@3:8-11
      """)
    expect(
      "한\u{301}글",
      """
      한/hangulSyllable@0:0-5 ^한/wordStart@0:0-5 글/hangulSyllable@1:5-8 ^글/wordStart@1:5-8
      """)
    expect(
      "é_한글_1",
      "é/word@0:0-2 ^한/wordStart@1:3-6 한글/hangulBigram@1:3-9 1/number@3:10-11")
    expect(
      "漢字한글",
      "漢字/dictionary@0:0-6 ^한/wordStart@1:6-9 한글/hangulBigram@1:6-12")
  }

  @Test func numbersStayWhole() {
    expect(
      "66.5 대 65.9",
      "66.5/number@0:0-4 대/hangulSyllable@1:5-8 ^대/wordStart@1:5-8 65.9/number@2:9-13")
    expect("1,000", "1000/number@0:0-5")
    expect("$1,234.56", "1234.56/number@0:1-9")
    expect("1,2,3", "1/number@0:0-1 2/number@1:2-3 3/number@2:4-5")
    expect(
      "2023.12.05",
      "2023.12.05/number@0:0-10 2023/part@0:0-4 12/part@0:5-7 05/part@0:8-10")
    expect("1.5M", "1.5m/word@0:0-4 1.5/part@0:0-3 m/part@0:3-4")
  }

  @Test func languagesKeepTheirSigns() {
    expect("C++", "c++/word@0:0-3 c/part@0:0-1")
    expect("C++로", "c++/word@0:0-3 c/part@0:0-1 로/hangulSyllable@1:3-6 ^로/wordStart@1:3-6")
    expect("c# F#", "c#/word@0:0-2 c/part@0:0-1 f#/word@1:3-5 f/part@1:3-4")
    expect("C++17", "c++/word@0:0-3 c/part@0:0-1 17/number@1:3-5")
    expect("C+ page#2 c##", "c/word@0:0-1 page/word@1:3-7 2/number@2:8-9 c/word@3:10-11")
  }

  @Test func joinedWordsGiveTheirParts() {
    expect("arxiv.org", "arxiv.org/word@0:0-9 arxiv/part@0:0-5 org/part@0:6-9")
    expect("snake_case", "snake_case/word@0:0-10 snake/part@0:0-5 case/part@0:6-10")
    expect("__init__", "init/word@0:2-6")
    expect("don't", "don't/word@0:0-5 don/part@0:0-3 t/part@0:4-5")
    expect("don’t", "don't/word@0:0-7 don/part@0:0-3 t/part@0:6-7")
    expect("Google's", "googl/word@0:0-8")
    expect(
      "HTTPServer.run",
      """
      httpserver.run/word@0:0-14 httpserver/part@0:0-10 http/part@0:0-4 server/part@0:4-10 \
      run/part@0:11-14
      """)
    expect("v1.2", "v1.2/word@0:0-4 v/part@0:0-1 1.2/part@0:1-4")
    expect(
      "me@example.co",
      "me@example.co/word@0:0-13 me/part@0:0-2 exampl/part@0:3-10 co/part@0:11-13")
  }

  @Test func colonsAndMiddleDotsSplit() {
    expect("key:value", "key/word@0:0-3 valu/word@1:4-9")
    expect(
      "가·나",
      "가/hangulSyllable@0:0-3 ^가/wordStart@0:0-3 나/hangulSyllable@1:5-8 ^나/wordStart@1:5-8")
    expect(
      "국회ㆍ법원",
      """
      ^국/wordStart@0:0-3 국회/hangulBigram@0:0-6 ^법/wordStart@2:9-12 법원/hangulBigram@2:9-15
      """)
    expect(
      "가.나",
      "가/hangulSyllable@0:0-3 ^가/wordStart@0:0-3 나/hangulSyllable@1:4-7 ^나/wordStart@1:4-7")
  }

  @Test func dictionariesCutOtherScripts() {
    expect("大韓民國", "大韓民國/dictionary@0:0-12")
    expect("カタカナ", "カタカナ/dictionary@0:0-12")
    expect("ไทยภาษา", "ไทย/dictionary@0:0-9 ภาษา/dictionary@1:9-21")
    expect("大학", "大/dictionary@0:0-3 학/hangulSyllable@1:3-6 ^학/wordStart@1:3-6")
  }

  @Test func pictographsAreTerms() {
    expect("👍", "👍/symbol@0:0-4")
    expect("👍🏽!", "👍/symbol@0:0-8")
    expect("❤️", "❤/symbol@0:0-6")
    expect("🇰🇷🇺🇸", "🇰🇷/symbol@0:0-8 🇺🇸/symbol@1:8-16")
    expect("“”…–「」→.,;!?()", "")
  }

  @Test func jamoAreUnits() {
    expect(
      "ㅋㅋㅋ",
      """
      ^\u{110F}/wordStart@0:0-3 \u{110F}\u{110F}/hangulBigram@0:0-6 \
      \u{110F}\u{110F}/hangulBigram@1:3-9
      """)
    expect(
      "ㅎㅏㄴ",
      """
      하/hangulSyllable@0:0-6 ^하/wordStart@0:0-6 \u{1102}/hangulSyllable@1:6-9 \
      ^\u{1102}/wordStart@1:6-9
      """)
    expect(
      "굿ㅋ",
      """
      굿/hangulSyllable@0:0-3 ^굿/wordStart@0:0-3 \u{110F}/hangulSyllable@1:3-6 \
      ^\u{110F}/wordStart@1:3-6
      """)
  }
}
