import Testing

@testable import TextAnalysis

/// Compounds and their parts: the term of the whole, then those of the parts.
@Suite struct CompoundTests {
  @Test(arguments: [
    ("DeepCache", "deepcach deep cach"),
    ("3DGS", "3dgs 3 dgs"),
    ("GPT4V", "gpt4v gpt 4 v"),
    ("HTTPServer", "httpserver http server"),
    ("camelCase", "camelcas camel case"),
    ("iPhone", "iphon i phone"),
    ("LLM", "llm"),
    ("LLMs", "llm"),
    ("APIs", "api"),
    ("LLM's", "llm"),
    ("LLMsBench", "llmsbench llm bench"),
    ("ModelLLMs", "modelllm model llm"),
    ("DeepMind's", "deepmind deep mind"),
    ("ＤｅｅｐＣａｃｈｅ", "deepcach deep cach"),
    ("ÉcoleNormale", "écolenormale école normal"),
    ("ВКонтакте", "вконтакте в контакте"),
    ("Word", "word"),
    ("WORD", "word"),
    ("running", "run"),
    ("parseHTML5Doc", "parsehtml5doc pars html 5 doc"),
    ("load_DeepCache", "load_deepcache load deepcach deep cach"),
    ("aA", "aa a a"),
  ])
  func parts(text: String, expected: String) {
    #expect(terms(text) == expected.split(separator: " ").map(String.init))
  }

  @Test func partsStandAtThePositionOfTheirWhole() {
    #expect(Set(analyzed("load_DeepCache2").map(\.position)) == [0])
  }

  @Test func aHashStaysWhole() {
    let hash = "3f2a9b0c4d5e6f7a8b9c0d1e2f3a4b5c6d7e8f90"
    #expect(terms(hash) == [hash])
  }
}
