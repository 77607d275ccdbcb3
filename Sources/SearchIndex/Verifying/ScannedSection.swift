import TextAnalysis

/// A section as a plain scan sees it: its stored text, analyzed anew.
struct ScannedSection {
  /// Where each term stands.
  private(set) var places: [[UInt8]: Set<Int>] = [:]
  /// How often each occurs, words of fields weighted.
  private(set) var counts: [[UInt8]: Int] = [:]

  /// Analyzes a record as a builder does: the fields with their weights and marks, then the body.
  init(_ record: StoredRecord, _ analyzer: Analyzer, _ weights: FieldWeights) {
    var buffer = TokenBuffer()
    let fields: [(Field, [String])] = [
      (.title, [record.title]), (.heading, record.headings), (.author, record.authors),
      (.tag, record.tags), (.link, [record.link]),
    ]
    for (field, texts) in fields {
      for text in texts where !text.isEmpty {
        analyze(Array(text.utf8), analyzer, &buffer)
        note(buffer, times: weights[field], mark: [])
        note(buffer, times: 1, mark: [field.mark])
        buffer.nextPosition += SegmentBuilder.fieldGap
      }
    }
    analyze(record.body, analyzer, &buffer)
    note(buffer, times: 1, mark: [])
  }

  private func analyze(_ text: [UInt8], _ analyzer: Analyzer, _ buffer: inout TokenBuffer) {
    let next = buffer.nextPosition
    buffer.removeAll()
    buffer.nextPosition = next
    analyzer.analyze(text.span, into: &buffer)
  }

  private mutating func note(_ buffer: TokenBuffer, times: Int, mark: [UInt8]) {
    guard times > 0 else { return }
    for token in buffer.tokens {
      let term = mark + buffer.term(token)
      counts[term, default: 0] += times
      places[term, default: []].insert(Int(token.position))
    }
  }

  /// Whether every unit of a phrase is covered at its place.
  func holds(_ pattern: PhrasePattern) -> Bool {
    guard let first = pattern.units.first else { return false }
    let starts = first.flatMap { way in
      places[pattern.terms[way.term], default: []].map { $0 - way.offset }
    }
    return Set(starts).contains { start in
      pattern.units.allSatisfy { ways in
        ways.contains { places[pattern.terms[$0.term], default: []].contains(start + $0.offset) }
      }
    }
  }
}
