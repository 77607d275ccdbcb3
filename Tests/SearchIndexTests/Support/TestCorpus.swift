import SearchIndex
import TestSupport
import TextAnalysis

/// A section of a corpus in memory.
struct TestSection {
  var ordinal = 1
  var title = ""
  var headings: [String] = []
  var authors: [String] = []
  var tags: [String] = []
  var link = ""
  var id = ""
  var date: Int32?
  var firstLine = 1
  var bodyLine = 1
  var bodyOffset = LineOffset()
  var body: [UInt8] = []

  init(_ body: String = "", title: String = "") {
    self.body = Array(body.utf8)
    self.title = title
  }

  /// The section as a builder takes it.
  var content: SectionContent {
    var content = SectionContent()
    content.ordinal = ordinal
    content.firstLine = firstLine
    content.bodyLine = bodyLine
    content.bodyOffset = bodyOffset
    content.date = date
    content.id = id
    content.record.title = title
    content.record.headings = headings
    content.record.authors = authors
    content.record.tags = tags
    content.record.link = link
    return content
  }
}

/// A file of a corpus in memory.
struct TestFile {
  var root = "/notes"
  var path: String
  var sections: [TestSection]

  init(_ path: String, _ sections: [TestSection]) {
    self.path = path
    self.sections = sections
    for index in self.sections.indices { self.sections[index].ordinal = index + 1 }
  }

  /// A file whose sections are these texts.
  init(_ path: String, texts: [String]) {
    self.init(path, texts.map { TestSection($0) })
  }

  var fullPath: String { root + "/" + path }

  /// Whether this file comes before `other` in a corpus: full paths, "/" below every other byte.
  func precedes(_ other: TestFile) -> Bool {
    let keys = [fullPath, other.fullPath].map { $0.utf8.map { $0 == 0x2F ? 0 : $0 } }
    return keys[0].lexicographicallyPrecedes(keys[1])
  }
}

/// Makes random text: few words, so that queries match, and awkward ones.
struct CorpusMaker {
  var random: SeededGenerator

  static let words = [
    "가우시안", "스플래팅", "증류", "모델", "학습", "데이터", "수", "수학", "웹", "글", "큰", "확산",
    "LLM", "diffusion", "models", "model", "the", "GPT-4V", "DeepCache", "3DGS", "RLHF", "66.5",
    "1,000", "2023", "4배", "논문", "深度学習", "🙂", "ㅋㅋ", "Ａ급",
  ]
  static let josa = ["은", "는", "이", "가", "을", "를", "에서", "으로", "의"]
  static let joints = [" ", " ", " ", " ", "-", "·", "\n", ", ", ". ", "", "(", ") ", "\u{3000}"]
  static let syllables = ["가", "나", "다", "라"]
  static let names = ["김 철수", "Jane Doe", "이영희", "Doe", "Smith-Lee"]
  static let tags = ["cv", "자연어", "3d", "논문 정리"]
  static let paths = [
    "a.md", "a/b.md", "a-b.md", "2023/12/05.md", "2023/11/30.md", "가나.md", "가나/다.md", "z.txt",
    "Notes/읽기.md", "records.jsonl",
  ]

  init(_ random: SeededGenerator) { self.random = random }

  mutating func pick<T>(_ values: [T]) -> T { values[random.below(values.count)] }

  mutating func word() -> String {
    switch random.below(10) {
    case 0..<5:
      // The first words are the common ones.
      let place = min(random.below(Self.words.count), random.below(Self.words.count))
      return Self.words[place]
    case 5..<7: return pick(Self.words) + pick(Self.josa)
    default: return (0...random.below(4)).map { _ in pick(Self.syllables) }.joined()
    }
  }

  mutating func text(_ words: Int) -> String {
    (0..<words).map { _ in word() + pick(Self.joints) }.joined()
  }

  mutating func section(longest: Int) -> TestSection {
    var section = TestSection()
    section.body = Array(text(random.below(longest + 1)).utf8)
    if random.once(in: 20) { section.body += [0xFF, 0x20, 0xC3, 0x28] }
    if !random.once(in: 4) { section.title = text(1 + random.below(3)) }
    if random.once(in: 2) { section.headings = (0...random.below(2)).map { _ in text(2) } }
    if random.once(in: 3) { section.authors = (0...random.below(2)).map { _ in pick(Self.names) } }
    if random.once(in: 3) { section.tags = [pick(Self.tags)] }
    if random.once(in: 4) { section.link = "https://arxiv.org/abs/2312.0\(random.below(30))" }
    if random.once(in: 40) {
      section.bodyOffset = .init(bytes: 16_000, scalars: 7_000, utf16: 7_001)
    }
    if random.once(in: 2) { section.date = 19_600 + Int32(random.below(200)) }
    return section
  }

  mutating func file(_ path: String, sections: Int, longest: Int = 12) -> TestFile {
    TestFile(path, (0..<sections).map { _ in section(longest: longest) })
  }

  /// A corpus of about so many sections over several files, in no order.
  mutating func files(sections: Int, longest: Int = 12) -> [TestFile] {
    let paths = Self.paths.shuffled(using: &random).prefix(1 + random.below(Self.paths.count))
    return paths.map { path in
      var file = file(
        path, sections: random.below(2 * sections / paths.count + 2), longest: longest)
      if random.once(in: 4) { file.root = "/papers" }
      return file
    }
  }

  /// An index after some commits, each of which adds and changes files of up to about twice so many
  /// sections, and removes others.
  mutating func index(commits: ClosedRange<Int>, sections: Int) throws -> TestIndex {
    let index = try TestIndex()
    for _ in 0..<commits.lowerBound + random.below(commits.count) {
      let removed = index.files.keys.sorted().filter { _ in random.once(in: 4) }
      try index.commit(
        adding: files(sections: random.below(2 * sections)), removing: removed,
        runs: 1 + random.below(3))
    }
    return index
  }
}
