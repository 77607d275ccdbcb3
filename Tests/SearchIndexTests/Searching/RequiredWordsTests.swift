import TestSupport
import Testing

@testable import SearchIndex

/// Words of syllables, required or as phrases: several terms cover a syllable, so what may hold a word
/// is told by clauses, and where by positions.
@Suite("Required words of Hangul, however they are spaced")
struct RequiredWordsTests {
  private static let syllables = ["가", "나", "다", "라", "가", "나"]
  private static let particles = ["은", "을", "에서", "의", ""]
  private static let joints = [" ", " ", " ", "", "-", "·", "\n", "1", ", "]
  private static let fields: [Field?] = [nil, nil, nil, .title, .heading, .tag]

  /// One to four syllables of few, so that they stand beside each other in every way.
  private static func word(_ random: inout SeededGenerator, atLeast: Int = 1) -> String {
    let count = max(atLeast, 1 + random.below(4))
    let stem = (0..<count).map { _ in syllables[random.below(syllables.count)] }.joined()
    return stem + (random.once(in: 4) ? particles[random.below(particles.count)] : "")
  }

  private static func text(_ words: Int, _ random: inout SeededGenerator) -> String {
    (0..<words).map { _ in
      (random.once(in: 12) ? "LLM" : word(&random)) + joints[random.below(joints.count)]
    }.joined()
  }

  private static func file(
    _ path: String, _ sections: Int, _ random: inout SeededGenerator
  ) -> TestFile {
    TestFile(
      path,
      (0..<sections).map { _ in
        var section = TestSection(text(random.below(7), &random))
        if random.once(in: 3) { section.title = text(2, &random) }
        if random.once(in: 5) { section.headings = [text(1, &random)] }
        if random.once(in: 5) { section.tags = [word(&random)] }
        return section
      })
  }

  private static func query(_ random: inout SeededGenerator) -> TestQuery {
    var query = TestQuery()
    query.mode = [.all, .all, .phrase, .any][random.below(4)]
    for _ in 0...random.below(3) {
      var clause = TestQuery.Clause(text: word(&random, atLeast: 2))
      clause.field = fields[random.below(fields.count)]
      if random.once(in: 3) {
        clause.isPhrase = true
        clause.text = (0...random.below(3)).map { _ in word(&random) }
          .joined(separator: joints[random.below(joints.count)])
      }
      if random.once(in: 3) { clause.occur = .must }
      query.clauses.append(clause)
    }
    if random.once(in: 5) {
      query.clauses.append(.init(occur: .mustNot, text: word(&random, atLeast: 2)))
    }
    if random.once(in: 8) { query.clauses.append(.init(occur: .must, text: "LLM")) }
    return query
  }

  private func ask(
    _ searcher: Searcher, _ oracle: Oracle, _ rounds: Int, _ random: inout SeededGenerator
  ) throws {
    for _ in Rounds.of(rounds) {
      let limit = [1, 3, 10, 60, 100_000][random.below(5)]
      try searcher.expectOracle(oracle, Self.query(&random), limit: limit)
    }
  }

  @Test(
    "answers equal a plain scan's, with lists that end around the ends of blocks",
    arguments: [60, 128, 129, 257])
  func blocks(sections: Int) throws {
    var random = SeededGenerator("blocks(\(sections))")
    let index = try TestIndex([Self.file("a.md", sections, &random)])
    try ask(index.searcher(), Oracle(index.files.values), 30, &random)
  }

  @Test("answers equal a plain scan's, in several segments with dead sections")
  func segments() throws {
    var random = SeededGenerator()
    let index = try TestIndex()
    let dying = Self.file("dying.md", 150, &random)
    try index.commit(adding: [Self.file("b.md", 700, &random), dying])
    try index.commit(
      adding: [Self.file("a.md", 200, &random), Self.file("c.md", 90, &random)],
      removing: [dying.fullPath])
    try ask(index.searcher(), Oracle(index.files.values), 40, &random)
  }

  @Test("a phrase of more terms than clauses are told by")
  func long() throws {
    var random = SeededGenerator()
    let syllables = Array("가나다라마바사아자차카타파하거너더러머버서어저처커터퍼허고노도로모보소오조초코토포호".unicodeScalars)
    let words = (0..<30).map { _ in
      String(
        String.UnicodeScalarView((0..<3).map { _ in syllables[random.below(syllables.count)] }))
    }
    let text = words.joined(separator: " ")
    var wrong = words
    wrong.swapAt(27, 28)
    let files = [TestFile("a.md", texts: [text, wrong.joined(separator: " "), "다른 글"])]
    let index = try TestIndex(files)
    let oracle = Oracle(index.files.values)
    let searcher = try index.searcher()
    for mode in [MatchMode.phrase, .all] {
      var query = TestQuery(mode: mode)
      query.clauses = words.map { .init(text: $0) }
      try searcher.expectOracle(oracle, query, limit: 10)
      query.clauses = [.init(occur: .must, isPhrase: true, text: words.joined())]
      try searcher.expectOracle(oracle, query, limit: 10)
      #expect(oracle.answers(query).count == 1)
    }
  }

  @Test("equal scores stay in corpus order, whichever term of a word finds them")
  func ties() throws {
    // The first pass finds the joined word, a later one the spaced; where no term weighs anything they
    // all score the same.
    let texts = (0..<40).map { ["가 은", "다라", "가은", "가 나"][$0 % 4] }
    let searcher = try TestIndex(texts: texts).searcher()
    let matches = texts.indices.filter { $0 % 2 == 0 }.map(UInt32.init)
    for limit in [1, 5, 19, 20, 40] {
      for mode in [MatchMode.all, .phrase] {
        var options = SearchOptions()
        options.mode = mode
        options.limit = limit
        options.parameters.ending = 0
        options.parameters.loneWordStart = 0
        let results = try searcher.search("가은", options)
        #expect(results.hits.map(\.section) == Array(matches.prefix(limit)))
        #expect(results.hits.allSatisfy { $0.score == 0 })
        #expect(results.total == matches.count)
      }
    }
  }
}
