import IndexBytes

/// Words that stand for many: which, how often, and how much they weigh.
extension Searcher {
  /// The slots of a query as the snapshot has them.
  struct ResolvedSlots {
    /// Their merged lists, by segment.
    var lists: [[MergedList]] = []
    /// The list of a lone slot by segment, added up only; empty where there are merged lists.
    var sums: [AddedList] = []
    /// Their weights times idf.
    var weights: [Float]
    /// Live sections that hold any word of theirs.
    var sections: [Int]

    /// What they and some terms score in a segment.
    func scores(_ number: Int, _ terms: [ResolvedTerm]) -> SegmentSearch.Scores {
      var inSegment: [SegmentSearch.Scores.Term] = []
      inSegment.reserveCapacity(terms.count)
      for term in terms {
        guard let info = term.infos[number] else { continue }
        inSegment.append(
          .init(
            number: term.number, term: term.term, info: info, weight: term.weight,
            isHint: term.isHint))
      }
      return SegmentSearch.Scores(
        terms: inSegment, lists: sums.isEmpty ? lists[number] : [], weights: weights,
        sums: sums.isEmpty ? nil : sums[number])
    }
  }

  /// The query with what its slots stand for, and what of most of them to highlight.
  ///
  /// - Parameters:
  ///   - shared: The query.
  ///   - wantsBest: Whether the best sections of a lone slot are all that is asked for.
  /// - Returns: The query for this snapshot.
  /// - Throws: `.corrupt` where the index is damaged.
  func expand(_ shared: SharedQuery, wantsBest: Bool) throws(IndexError) -> SharedQuery {
    if shared.query.slots.isEmpty { return shared }
    var query = shared.query
    var expander = TermExpander(snapshot, scratch)
    for index in query.slots.indices {
      try scratch.deadline?.check()
      let slot = query.slots[index]
      let found = try expander.lists(slot.expansion, label: slot.label, wantsBest: wantsBest)
      if let found {
        query.slots[index].lists = found.lists
        query.slots[index].known = found.known
        query.slots[index].terms = found.terms
        continue
      }
      let patterns = try expander.patterns(slot.expansion, label: slot.label)
      query.slots[index].patterns = patterns
      if slot.weight > 0 { query.highlights += patterns.map(\.withoutField) }
    }
    query.warnings += expander.warnings
    return SharedQuery(query)
  }

  /// The query with what to highlight of slots that were searched without their terms.
  func expandHighlights(_ shared: SharedQuery) throws(IndexError) -> SharedQuery {
    if shared.query.slots.isEmpty { return shared }
    var query = shared.query
    for slot in query.slots where slot.lists != nil && slot.weight > 0 {
      var expander = TermExpander(snapshot, scratch)
      let patterns =
        if let terms = slot.terms {
          [TermExpander.pattern(anyOf: terms)]
        } else {
          try expander.patterns(slot.expansion, label: slot.label)
        }
      query.highlights += patterns.map(\.withoutField)
    }
    return SharedQuery(query)
  }

  /// Merges the lists of every slot and weighs it as one term.
  ///
  /// - Parameters:
  ///   - shared: Its slots are expanded.
  ///   - wantsBest: Whether the best sections of a lone slot are all that is asked for: then its list is
  ///     only added up.
  /// - Returns: Lists in the memory of the scratch.
  /// - Throws: `.corrupt` where a list is damaged.
  func resolve(_ shared: SharedQuery, wantsBest: Bool) throws(IndexError) -> ResolvedSlots {
    let slots = shared.query.slots
    var result = ResolvedSlots(weights: [], sections: [Int](repeating: 0, count: slots.count))
    if wantsBest, let lists = slots[0].lists {
      for (number, live) in snapshot.segments.enumerated() {
        let known = number < slots[0].known.count ? slots[0].known[number] : nil
        let list =
          if let known { AddedList.known(known) } else {
            try AddedList(lists[number], live, scratch)
          }
        result.sections[0] += list.count
        result.sums.append(list)
      }
    } else {
      for number in snapshot.segments.indices {
        result.lists.append(try merge(slots, number, &result.sections))
      }
    }
    for (slot, sections) in zip(slots, result.sections) {
      let idf = sections > 0 ? BM25.idf(sections: sections, of: snapshot.sectionCount) : 0
      result.weights.append(Float(Double(slot.weight) * idf))
    }
    return result
  }

  /// The lists of every slot in a segment; their numbers of sections are added to `sections`.
  private func merge(
    _ slots: [CompiledQuery.Slot], _ number: Int, _ sections: inout [Int]
  ) throws(IndexError) -> [MergedList] {
    let live = snapshot.segments[number]
    var lists: [MergedList] = []
    for (index, slot) in slots.enumerated() {
      let list: MergedList
      if let infos = slot.lists?[number] {
        list = try MergedList(infos, live, scratch)
      } else {
        list = try MergedList(slot.patterns, live, scratch)
      }
      sections[index] += list.count
      lists.append(list)
    }
    return lists
  }
}

extension PhrasePattern {
  /// The same anywhere in a text, for highlights; of a title, in titles alone.
  fileprivate var withoutField: PhrasePattern {
    var pattern = self
    pattern.isOfTitle = terms.allSatisfy { $0.first == Field.title.mark }
    pattern.terms = terms.map { term in
      term.first.flatMap(Field.init(rawValue:)) == nil ? term : Array(term.dropFirst())
    }
    return pattern
  }
}
