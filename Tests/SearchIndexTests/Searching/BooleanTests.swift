import TestSupport
import Testing
import TextAnalysis

@testable import SearchIndex

/// A random Boolean query and what it means.
private indirect enum Tree {
  case word(String)
  case title(String)
  case prefix(String)
  case and([Tree])
  case or([Tree])
  case not(Tree)

  init(_ random: inout OperatorRandom, depth: Int) {
    switch random.below(depth > 0 ? 7 : 3) {
    case 0: self = .word(random.word())
    case 1: self = .title(random.word())
    case 2: self = .prefix(random.word())
    case 3, 4:
      self = .and((0...1 + random.below(2)).map { _ in Tree(&random, depth: depth - 1) })
    case 5:
      self = .or((0...1 + random.below(2)).map { _ in Tree(&random, depth: depth - 1) })
    default: self = .not(Tree(&random, depth: depth - 1))
    }
  }

  /// The query, with no more parentheses than the precedence asks for.
  func text(within level: Int = 0) -> String {
    let (text, own): (String, Int)
    switch self {
    case .word(let word): (text, own) = (word, 3)
    case .title(let word): (text, own) = ("title:\(word)", 3)
    case .prefix(let word): (text, own) = ("\(word)*", 3)
    case .not(let tree): (text, own) = ("NOT \(tree.text(within: 2))", 2)
    case .and(let parts):
      (text, own) = (parts.map { $0.text(within: 2) }.joined(separator: " AND "), 1)
    case .or(let parts):
      (text, own) = (parts.map { $0.text(within: 1) }.joined(separator: " OR "), 0)
    }
    return own < level ? "(\(text))" : text
  }

  func matches(_ section: OperatorSection) -> Bool {
    switch self {
    case .word(let word): section.holds { Tree.stands(word, in: $0) }
    case .title(let word): Tree.stands(word, in: section.title)
    case .prefix(let word): section.holds { $0.contains { $0.hasPrefix(word) } }
    case .and(let parts): parts.allSatisfy { $0.matches(section) }
    case .or(let parts): parts.contains { $0.matches(section) }
    case .not(let tree): !tree.matches(section)
    }
  }

  /// A syllable alone is found wherever it stands.
  static func stands(_ word: String, in words: [String]) -> Bool {
    if word.count == 1, word >= "가" { return words.contains { $0.contains(word) } }
    return !OperatorOracle.starts([word], in: words).isEmpty
  }

  var isLeaf: Bool {
    switch self {
    case .word, .title, .prefix: true
    default: false
    }
  }
}

@Suite struct BooleanTests {
  private func places(_ results: SearchResults, _ library: OperatorLibrary) throws -> [String] {
    try results.hits.map {
      let section = try #require(try library.section($0))
      return "\(section.path)#\(section.ordinal)"
    }
  }

  @Test func findsWhatTheTreeSays() throws {
    var random = OperatorRandom()
    for _ in 0..<3 {
      let library = try OperatorLibrary(&random)
      for _ in Rounds.of(80) {
        let tree = Tree(&random, depth: 3)
        if tree.isLeaf { continue }
        let results = try library.searcher.search(
          tree.text(), OperatorOracle.options(limit: 1000))
        let expected = library.ordered.filter(tree.matches).map { "\($0.path)#\($0.ordinal)" }
        #expect(try places(results, library).sorted() == expected.sorted(), "\(tree.text())")
        #expect(results.total == expected.count && results.warnings.isEmpty, "\(tree.text())")
      }
    }
  }

  @Test func scoresAllItsWords() throws {
    var random = OperatorRandom()
    let library = try OperatorLibrary(&random)
    for _ in Rounds.of(60) {
      let words = (0..<3).map { _ in random.longWord() }
      let stands = { (word: String, section: OperatorSection) in
        section.holds { Tree.stands(word, in: $0) }
      }
      let oracle = OperatorOracle(library: library)
      let options = OperatorOracle.options(limit: 1 + random.below(40))
      try oracle.check("\(words[0]) OR \(words[1])", options) {
        stands(words[0], $0) || stands(words[1], $0)
      }
      try oracle.check("(\(words[0]) OR \(words[1])) AND NOT \(words[2])", options) {
        (stands(words[0], $0) || stands(words[1], $0)) && !stands(words[2], $0)
      }
      try oracle.check("\(words[2]) +(\(words[0]) \(words[1]))", options) {
        stands(words[0], $0) || stands(words[1], $0)
      }
      let terms = try library.searcher.prepare(words[2], options).query.terms
      let finding = Set(terms.filter { !$0.isHint }.map(\.term))
      try oracle.check("\(words[2]) -(\(words[0]) AND \(words[1]))", options) {
        !(stands(words[0], $0) && stands(words[1], $0))
          && !finding.isDisjoint(with: library.terms($0).counts.keys)
      }
      try oracle.check("\(words[2]) (path:notes OR NOT \(words[0]))", options) {
        ($0.path.hasPrefix("notes") || !stands(words[0], $0))
          && !finding.isDisjoint(with: library.terms($0).counts.keys)
      }
    }
  }

  @Test func filtersAreLeaves() throws {
    var random = OperatorRandom()
    let library = try OperatorLibrary(&random)
    for day in 0..<5 {
      let text = CivilDate(daysSince1970: Int32(19_700 + day)).description
      let options = OperatorOracle.options(limit: 1000)
      let results = try library.searcher.search("path:notes OR NOT date:\(text)", options)
      let expected = library.ordered.filter {
        $0.path.hasPrefix("notes") || $0.date != Int32(19_700 + day)
      }
      #expect(try places(results, library) == expected.map { "\($0.path)#\($0.ordinal)" })
    }
  }
}
