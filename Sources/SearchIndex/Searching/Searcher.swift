import IndexBytes
import TextAnalysis

/// Answers queries on a snapshot. One a thread: it owns the memory that searches work on.
public final class Searcher {
  /// What is searched.
  public let snapshot: Snapshot
  let analyzer: Analyzer
  private let scratch = SearchScratch()

  /// A searcher of `snapshot`.
  public init(_ snapshot: Snapshot) {
    self.snapshot = snapshot
    analyzer = Analyzer(snapshot.settings.analyzer)
  }

  /// Parses the query language and searches.
  ///
  /// - Throws: `IndexError` `.corrupt` where the index is damaged, never for a query's form.
  public func search(
    _ text: String, _ options: SearchOptions = .init()
  ) throws(IndexError) -> SearchResults {
    try run(prepare(text, options))
  }

  /// Parses and analyzes a query.
  ///
  /// - Throws: `.badRequest` for a mode that this index cannot answer.
  public func prepare(
    _ text: String, _ options: SearchOptions = .init()
  ) throws(IndexError) -> PreparedQuery {
    if options.mode == .prefix || options.mode == .fuzzy {
      throw IndexError(
        .badRequest, path: "", detail: "the mode \(options.mode.rawValue) is not supported",
        remedy: "use any, all or phrase")
    }
    let weigher = WordWeigher(parameters: options.parameters) { term throws(IndexError) in
      try self.statistics(term)
    }
    var compiler = QueryCompiler(analyzer, mode: options.mode, weigher: weigher)
    return PreparedQuery(query: try compiler.compile(QueryParser.parse(text)), options: options)
  }

  /// Runs a prepared query.
  ///
  /// O(postings of the essential terms), less what the bounds let it skip.
  public func run(_ prepared: PreparedQuery) throws(IndexError) -> SearchResults {
    let query = prepared.query
    let options = prepared.options
    let all = snapshot.sectionCount
    let offset = max(0, min(options.offset, all))
    let wanted = max(0, min(options.limit, all)) + offset
    let reranks = options.parameters.depth > 0 && !query.stems.isEmpty && wanted > 0
    let depth = reranks ? max(wanted, min(options.parameters.depth, all)) : wanted
    let terms = try resolve(query)
    let limit = terms.reduce(Float(0)) { $0 + $1.weight }
    let model = BM25(
      k1: options.parameters.k1, b: options.parameters.b, averageLength: snapshot.averageLength,
      limit: limit)
    var best = Candidates(capacity: depth)
    var total: Int? = 0
    for (number, live) in snapshot.segments.enumerated() {
      var top = TopK(depth, floor: best.floor(quantum: model.quantum))
      var search = try SegmentSearch(live, query, model)
      let lists = terms.compactMap { term in
        term.infos[number].map { (info: $0, weight: term.weight) }
      }
      let counted = try search.run(
        lists, into: &top, counting: options.countsTotal, scratch: scratch)
      total = total.flatMap { sum in counted.map { sum + $0 } }
      try best.merge(top.sorted(), segment: number, snapshot)
    }
    var hits = best.best.map {
      Hit(score: Double($0.score), explanation: nil, segment: $0.segment, section: $0.section)
    }
    let found = hits.count
    if reranks {
      let reranker = Reranker(snapshot, query.stems, terms, options.parameters)
      try reranker.rerank(&hits)
    }
    hits = Array(hits.prefix(wanted).dropFirst(offset))
    if options.explain { try explain(&hits, terms, model) }
    return SearchResults(
      hits: hits, total: total ?? found, totalIsExact: total != nil, warnings: query.warnings,
      query: query)
  }

  // MARK: Terms

  /// Occurrences of a term in all segments, and how many of them begin a word.
  private func statistics(
    _ term: [UInt8]
  ) throws(IndexError) -> (occurrences: Int, wordStarts: Int) {
    var result = (occurrences: 0, wordStarts: 0)
    for live in snapshot.segments {
      let counts = try live.liveOccurrences(term)
      result.occurrences += counts.occurrences
      result.wordStarts += counts.wordStarts
    }
    return result
  }

  /// A scoring term with its final weight and its lists.
  struct ResolvedTerm {
    var term: [UInt8]
    /// Query weight times idf.
    var weight: Float
    var queryWeight: Float
    var sections: Int
    /// The list in each segment.
    var infos: [TermInfo?]
  }

  /// Looks up every term and weighs it by its live sections; terms of no section are left out.
  private func resolve(_ query: CompiledQuery) throws(IndexError) -> [ResolvedTerm] {
    var result: [ResolvedTerm] = []
    for term in query.terms {
      var infos: [TermInfo?] = []
      var sections = 0
      for live in snapshot.segments {
        let info = try live.segment.dictionary.lookup(term.term)
        infos.append(info)
        guard let info else { continue }
        if live.dead.isEmpty {
          sections += info.sections
        } else {
          let arena = FlatArena()
          let cursor = try PostingsCursor(live.segment, info, arena: arena)
          sections += withExtendedLifetime(arena) { live.liveSections(cursor) }
        }
      }
      guard sections > 0 else { continue }
      let idf = BM25.idf(sections: sections, of: snapshot.sectionCount)
      result.append(
        ResolvedTerm(
          term: term.term, weight: Float(Double(term.weight) * idf), queryWeight: term.weight,
          sections: sections, infos: infos))
    }
    return result
  }

  // MARK: Explaining

  private func explain(
    _ hits: inout [Hit], _ terms: [ResolvedTerm], _ model: BM25
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
