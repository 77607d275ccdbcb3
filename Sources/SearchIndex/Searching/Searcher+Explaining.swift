import IndexBytes

extension Searcher {
  /// Adds to every hit the factors of its score.
  func explain(
    _ hits: inout [Hit], _ terms: [ResolvedTerm], _ words: [CompiledQuery.Slot],
    _ slots: ResolvedSlots, _ model: BM25
  ) throws(IndexError) {
    for index in hits.indices {
      let hit = hits[index]
      let segment = snapshot.segments[hit.segment].segment
      let length = try segment.length(Int(hit.section))
      var lines: [Explanation.Line] = []
      for term in terms {
        guard let info = term.infos[hit.segment] else { continue }
        let arena = FlatArena()
        var cursor = try PostingsCursor(segment, info, arena: arena)
        cursor.advance(to: hit.section)
        let frequency = cursor.section == hit.section ? Int(cursor.frequency) : 0
        withExtendedLifetime(arena) {}
        if frequency > 0 { lines.append(line(term, frequency, length, model)) }
      }
      for (index, word) in words.enumerated() where slots.weights[index] > 0 {
        let list = slots.lists[hit.segment][index]
        let place = list.place(of: hit.section, from: 0)
        guard list.holds(hit.section, at: place) else { continue }
        let term = ResolvedTerm(
          number: 0, term: Array(word.label.utf8), weight: slots.weights[index],
          queryWeight: word.weight,
          sections: slots.sections[index], infos: scratch.arena.buffer(count: 0))
        lines.append(line(term, Int(list.frequencies[place]), length, model))
      }
      let first = lines.reduce(0) { $0 + $1.value }
      if hit.score != first {
        let factor = hit.factors
        lines.append(
          .init(
            term: "second stage", value: hit.score - first,
            detail: "\(first) × (\(factor) - 1)"))
      }
      hits[index].explanation = Explanation(lines: lines)
    }
  }

  private func line(
    _ term: ResolvedTerm, _ frequency: Int, _ length: Int, _ model: BM25
  ) -> Explanation.Line {
    let value = model.score(
      term.weight, frequency: Float(frequency), length: Float(length))
    let norm = model.base + model.slope * Float(length)
    let idf = term.weight / term.queryWeight
    return .init(
      term: TermText.readable(term.term), value: Double(value),
      detail: "weight \(term.queryWeight) × idf \(idf) (\(term.sections) of "
        + "\(snapshot.sectionCount) sections) × \(frequency)/(\(frequency) + \(norm)), "
        + "length \(length)")
  }
}
