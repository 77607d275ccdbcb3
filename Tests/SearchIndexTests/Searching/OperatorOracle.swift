import Testing

@testable import SearchIndex

/// What a plain scan of all sections says.
struct OperatorOracle {
  struct Answer: Equatable, CustomStringConvertible {
    var section: OperatorSection
    var score: Float
    var description: String { "\(section.path)#\(section.ordinal) \(score)" }
  }

  let library: OperatorLibrary

  /// Options without the second stage, which has tests of its own.
  static func options(limit: Int) -> SearchOptions {
    var options = SearchOptions()
    options.limit = limit
    options.parameters.depth = 0
    return options
  }

  /// Compares the hits of a query with a scan: sections, order, scores bit for bit, and total.
  ///
  /// - Parameters:
  ///   - text: The query.
  ///   - options: How to search.
  ///   - slots: How often each word that stands for many stands in a section, for those that
  ///     score, in order.
  ///   - matches: Whether a section matches; nil where any term but a hint suffices.
  /// - Throws: What the search throws.
  func check(
    _ text: String, _ options: SearchOptions,
    slots: [(OperatorSection) -> Int] = [], matches: ((OperatorSection) -> Bool)? = nil
  ) throws {
    let prepared = try library.searcher.prepare(text, options)
    let results = try library.searcher.run(prepared)
    let expected = answers(prepared.query, options, slots, matches)
    var found: [Answer] = []
    for hit in results.hits {
      let section = try #require(try library.section(hit))
      found.append(Answer(section: section, score: Float(hit.score)))
    }
    #expect(found == Array(expected.prefix(options.limit)), "\(text)")
    if results.totalIsExact { #expect(results.total == expected.count, "\(text)") }
  }

  private func answers(
    _ query: CompiledQuery, _ options: SearchOptions, _ slots: [(OperatorSection) -> Int],
    _ matches: ((OperatorSection) -> Bool)?
  ) -> [Answer] {
    let sections = library.ordered
    let analyzed = library.analyzed
    var columns: [(counts: [Int], weight: Float, isHint: Bool)] = []
    for term in query.terms {
      columns.append((analyzed.map { $0.counts[term.term] ?? 0 }, term.weight, term.isHint))
    }
    for (slot, word) in zip(slots, query.slots.filter { $0.weight > 0 }) {
      columns.append((sections.map(slot), word.weight, false))
    }
    columns = columns.map { column in
      let holding = column.counts.count { $0 > 0 }
      let idf = holding > 0 ? BM25.idf(sections: holding, of: sections.count) : 0
      return (column.counts, Float(Double(column.weight) * idf), column.isHint)
    }
    let length = analyzed.reduce(0) { $0 + $1.length }
    let model = BM25(
      k1: options.parameters.k1(words: query.wordCount), b: options.parameters.b,
      averageLength: Double(length) / Double(sections.count),
      limit: columns.reduce(Float(0)) { $0 + $1.weight })
    var answers: [Answer] = []
    for (index, section) in sections.enumerated() {
      let score = columns.reduce(Float(0)) { sum, column in
        guard column.counts[index] > 0 else { return sum }
        return sum
          + model.score(
            column.weight, frequency: Float(column.counts[index]),
            length: Float(analyzed[index].length))
      }
      let isFound = columns.contains { !$0.isHint && $0.counts[index] > 0 }
      guard matches?(section) ?? isFound else { continue }
      answers.append(Answer(section: section, score: score))
    }
    let order = answers.indices.sorted {
      let (a, b) = (answers[$0], answers[$1])
      if let order = Self.order(a.section.date, b.section.date, options.sort) { return order }
      return (-a.score, $0) < (-b.score, $1)
    }
    return order.map { answers[$0] }
  }

  /// Whether a date comes first; nil where that does not decide.
  private static func order(_ a: Int32?, _ b: Int32?, _ sort: SortOrder) -> Bool? {
    guard sort != .score, a != b else { return nil }
    guard let a else { return false }
    guard let b else { return true }
    return sort == .date ? a > b : a < b
  }

  // MARK: Places of words

  /// A syllable or a word of a text.
  struct Unit {
    var text: Character
    var word: String
    /// Which word of the text it is of.
    var run: Int
    var isFirst: Bool
    var isLast: Bool
    var isHangul: Bool
  }

  /// A text as positions.
  static func units(_ words: [String]) -> [Unit] {
    words.enumerated().flatMap { run, word -> [Unit] in
      guard let first = word.first, first >= "가" else {
        return [
          Unit(text: " ", word: word, run: run, isFirst: true, isLast: true, isHangul: false)
        ]
      }
      let last = word.count - 1
      return word.enumerated().map { place, character in
        Unit(
          text: character, word: "", run: run, isFirst: place == 0, isLast: place == last,
          isHangul: true)
      }
    }
  }

  /// Where a row of words stands: each syllable equal to the wanted one, or as `distance` allows,
  /// and covered by a pair within the row, by itself alone, or as the beginning of a word at the
  /// end of the row.
  static func starts(
    _ wanted: [String], in words: [String], edits: Int = 0,
    distance: (Character, Character) -> Int = { $0 == $1 ? 0 : 9 }
  ) -> [Int] {
    let wanted = units(wanted)
    let text = units(words)
    guard text.count >= wanted.count else { return [] }
    return (0...text.count - wanted.count).filter { start in
      var sum = 0
      for index in wanted.indices {
        let unit = text[start + index]
        guard unit.isHangul == wanted[index].isHangul, unit.word == wanted[index].word else {
          return false
        }
        guard unit.isHangul else { continue }
        sum += distance(wanted[index].text, unit.text)
        let isPaired =
          index > 0 && !unit.isFirst
          || index + 1 < wanted.count && !unit.isLast && wanted[index + 1].isHangul
        let isAlone = unit.isFirst && unit.isLast
        let isStart = unit.isFirst && index + 1 == wanted.count
        guard isPaired || isAlone || isStart else { return false }
      }
      return sum <= edits
    }
  }
}
