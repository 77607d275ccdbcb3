import Glibc
import IndexBytes
import TextAnalysis

@testable import SearchIndex

extension Oracle {
  /// A hit as the oracle and the index are compared by.
  struct Answer: Equatable, CustomStringConvertible {
    var path: String
    var ordinal: Int
    var score: Float

    var description: String { "\(path)#\(ordinal) \(score)" }
  }

  /// All answers to a query, best first.
  func answers(_ query: TestQuery) -> [Answer] {
    let clauses = effectiveClauses(query)
    let terms = weighted(clauses)
    let scored = resolve(terms)
    let limit = scored.reduce(Float(0)) { $0 + $1.weight }
    let total = entries.reduce(0) { $0 + $1.length }
    let average = entries.isEmpty ? 1 : Double(total) / Double(entries.count)
    let model = BM25(k1: k1(clauses), b: 0.75, averageLength: average, limit: limit)
    let phrases = clauses.map { (clause: $0, phrase: phrase($0.text, in: $0.field)) }
    var result: [Answer] = []
    for entry in entries where isMatch(entry, query, phrases, terms, scored) {
      let score = scored.reduce(Float(0)) { sum, term in
        guard let count = entry.counts[term.number], count > 0 else { return sum }
        return sum
          + model.score(term.weight, frequency: Float(count), length: Float(entry.length))
      }
      result.append(
        Answer(path: entry.file.fullPath, ordinal: entry.section.ordinal, score: score))
    }
    // Entries are in corpus order, and stay so where scores are equal.
    let order = result.indices.sorted {
      (-result[$0].score, $0) < (-result[$1].score, $1)
    }
    return order.map { result[$0] }
  }

  private func isMatch(
    _ entry: Entry, _ query: TestQuery,
    _ phrases: [(clause: TestQuery.Clause, phrase: Phrase?)], _ terms: [CompiledQuery.WeightedTerm],
    _ scored: [Scored]
  ) -> Bool {
    guard passesFilters(entry, query) else { return false }
    var isRequired = false
    var isExcluded = false
    for (clause, phrase) in phrases {
      guard let phrase else { continue }
      if clause.occur == .mustNot {
        isExcluded = true
        if matches(phrase, entry) { return false }
      } else if clause.occur == .must || clause.isPhrase {
        isRequired = true
        if !matches(phrase, entry) { return false }
      }
    }
    if isRequired { return true }
    // Filters alone list what they let through; a query of nothing finds nothing.
    if terms.isEmpty { return isExcluded || !query.dates.isEmpty || !query.paths.isEmpty }
    return scored.contains { !$0.isHint && entry.counts[$0.number, default: 0] > 0 }
  }

  private func passesFilters(_ entry: Entry, _ query: TestQuery) -> Bool {
    for date in query.dates {
      let day = entry.section.date
      let isInside = day.map { $0 >= date.first ?? .min && $0 <= date.last ?? .max } ?? false
      if isInside == date.isExcluded { return false }
    }
    let path = Array(TextNormalizer.normalized(entry.file.path).utf8)
    for part in query.paths {
      let wanted = Array(TextNormalizer.normalized(part.text).utf8)
      let isInside =
        path.count >= wanted.count
        && (0...path.count - wanted.count).contains { path[$0...].starts(with: wanted) }
      if isInside == part.isExcluded { return false }
    }
    return true
  }

  /// The clauses under the query's mode; a field makes a requirement.
  func effectiveClauses(_ query: TestQuery) -> [TestQuery.Clause] {
    var clauses = query.clauses.filter { !$0.text.isEmpty }
    for index in clauses.indices where clauses[index].occur == .should {
      if clauses[index].field != nil || query.mode == .all { clauses[index].occur = .must }
    }
    guard query.mode == .phrase else { return clauses }
    let words = clauses.filter { $0.occur == .should }
    guard !words.isEmpty else { return clauses }
    let joined = TestQuery.Clause(
      occur: .must, isPhrase: true, text: words.map(\.text).joined(separator: " "))
    return [joined] + clauses.filter { $0.occur != .should }
  }

  // MARK: Weights

  /// The terms that score, each with the sum of its weights.
  func weighted(_ clauses: [TestQuery.Clause]) -> [CompiledQuery.WeightedTerm] {
    var result: [CompiledQuery.WeightedTerm] = []
    for weighted in words(clauses).flatMap(\.terms) {
      if let place = result.firstIndex(where: { $0.term == weighted.term }) {
        result[place].weight += weighted.weight
        if !weighted.isHint { result[place].isHint = false }
      } else {
        result.append(weighted)
      }
    }
    // Hints alone are searched for after all.
    if result.allSatisfy(\.isHint) {
      for place in result.indices { result[place].isHint = false }
    }
    return result
  }

  /// k1 grows by a twentieth of 1.2 with each stem beyond the eighth.
  private func k1(_ clauses: [TestQuery.Clause]) -> Double {
    1.2 * (1 + 0.05 * Double(max(0, words(clauses).flatMap(\.stems).count - 8)))
  }

  /// Whether three words or more have a letter, and none is of another script.
  private func isEnglish(_ clauses: [TestQuery.Clause]) -> Bool {
    let texts = clauses.flatMap { $0.text.split(whereSeparator: \.isWhitespace) }
    return texts.allSatisfy { $0.allSatisfy(\.isASCII) }
      && texts.count { $0.contains(where: \.isLetter) } >= 3
  }

  /// The query's words, weighed with the corpus' own counts.
  func words(_ clauses: [TestQuery.Clause]) -> [QueryWord] {
    let weigher = WordWeigher(parameters: RankingParameters()) { term throws(IndexError) in
      guard let number = number(term) else { return (0, 0) }
      return (
        entries.reduce(0) { $0 + $1.counts[number, default: 0] },
        entries.reduce(0) { $0 + $1.starts[number, default: 0] }
      )
    }
    let isEnglish = isEnglish(clauses)
    var result: [QueryWord] = []
    for clause in clauses where clause.occur != .mustNot {
      for text in clause.text.split(whereSeparator: \.isWhitespace) {
        let buffer = tokens(Array(text.utf8))
        let word = try? weigher.word(
          buffer, 0..<buffer.tokens.count, field: clause.field,
          isEnglishFunctionWord: isEnglish && EnglishFunctionWords.contains(text))
        if let word { result.append(word) }
      }
    }
    return result
  }

  /// A term that some section holds, weighted by how few.
  struct Scored {
    let number: Int
    let weight: Float
    let isHint: Bool
  }

  func resolve(_ terms: [CompiledQuery.WeightedTerm]) -> [Scored] {
    terms.compactMap { term in
      guard let number = number(term.term) else { return nil }
      let holding = Double(entries.count { $0.counts[number, default: 0] > 0 })
      guard holding > 0 else { return nil }
      let idf = log1p((Double(entries.count) - holding + 0.5) / (holding + 0.5))
      return Scored(
        number: number, weight: Float(Double(term.weight) * idf), isHint: term.isHint)
    }
  }
}
