import IndexBytes

/// Words that stand for many: which, how often, and how much they weigh.
extension Searcher {
  /// The slots of a query as the snapshot has them.
  struct ResolvedSlots {
    /// Their merged lists, by segment.
    var lists: [[MergedList]]
    /// Their weights times idf.
    var weights: [Float]
    /// Live sections that hold any word of theirs.
    var sections: [Int]
  }

  /// Fills in what the slots of a query stand for, and what of most of them to highlight.
  func expand(_ query: inout CompiledQuery) throws(IndexError) {
    guard !query.slots.isEmpty else { return }
    var expander = TermExpander(snapshot)
    for index in query.slots.indices {
      try scratch.deadline?.check()
      let slot = query.slots[index]
      if let lists = try expander.lists(slot.expansion, label: slot.label) {
        query.slots[index].lists = lists
        continue
      }
      let patterns = try expander.patterns(slot.expansion, label: slot.label)
      query.slots[index].patterns = patterns
      if slot.weight > 0 { query.highlights += patterns.map(\.withoutField) }
    }
    query.warnings += expander.warnings
  }

  /// Fills in what to highlight of slots that were searched without their terms.
  func expandHighlights(_ query: inout CompiledQuery) throws(IndexError) {
    for slot in query.slots where slot.lists != nil && slot.weight > 0 {
      var expander = TermExpander(snapshot)
      let patterns = try expander.patterns(slot.expansion, label: slot.label)
      query.highlights += patterns.map(\.withoutField)
    }
  }

  /// Merges the lists of every slot and weighs it as one term.
  func resolve(_ slots: [CompiledQuery.Slot]) throws(IndexError) -> ResolvedSlots {
    var result = ResolvedSlots(
      lists: [], weights: [], sections: [Int](repeating: 0, count: slots.count))
    for (number, live) in snapshot.segments.enumerated() {
      var lists: [MergedList] = []
      for (index, slot) in slots.enumerated() {
        let list: MergedList
        if let infos = slot.lists?[number] {
          list = try MergedList(infos, live, scratch)
        } else {
          list = try MergedList(slot.patterns, live, scratch)
        }
        result.sections[index] += list.count
        lists.append(list)
      }
      result.lists.append(lists)
    }
    for (slot, sections) in zip(slots, result.sections) {
      let idf = sections > 0 ? BM25.idf(sections: sections, of: snapshot.sectionCount) : 0
      result.weights.append(Float(Double(slot.weight) * idf))
    }
    return result
  }
}

extension PhrasePattern {
  /// The same anywhere in a text, for highlights.
  fileprivate var withoutField: PhrasePattern {
    var pattern = self
    pattern.terms = terms.map { term in
      term.first.flatMap(Field.init(rawValue:)) == nil ? term : Array(term.dropFirst())
    }
    return pattern
  }
}
