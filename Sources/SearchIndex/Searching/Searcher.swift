import IndexBytes
import TextAnalysis

/// Answers queries on a snapshot. One a thread: it owns the memory that searches work on.
public final class Searcher {
  /// What is searched.
  public let snapshot: Snapshot
  let analyzer: Analyzer
  let scratch = SearchScratch()
  private let decompressor = ZstdDecompressor()
  /// Marks the words of the query whose hits are being shown.
  private var highlighter: Highlighter?

  /// A searcher of `snapshot`.
  public init(_ snapshot: Snapshot) {
    self.snapshot = snapshot
    analyzer = Analyzer(snapshot.settings.analyzer)
  }

  /// What marks the words of a query; the hits of one query share it.
  func highlighter(of results: SearchResults) -> Highlighter {
    if let highlighter, highlighter.patterns == results.query.highlights { return highlighter }
    let fresh = Highlighter(analyzer, results.query.highlights)
    highlighter = fresh
    return fresh
  }

  /// The raw bytes of a stored block. O(block) where it was not read lately.
  func rawBlock(_ block: UInt32, ofSegment number: Int) throws(IndexError) -> [UInt8] {
    let key = BlockCache.Key(segment: number, block: block)
    if let known = snapshot.blocks[key] { return known }
    let raw = try snapshot.segments[number].segment.rawBlock(Int(block), decompressor)
    snapshot.blocks.insert(raw, key)
    return raw
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
  /// - Throws: `.corrupt` where the index is damaged.
  public func prepare(
    _ text: String, _ options: SearchOptions = .init()
  ) throws(IndexError) -> PreparedQuery {
    let weigher = WordWeigher(parameters: options.parameters) { term throws(IndexError) in
      try self.statistics(term)
    }
    var compiler = QueryCompiler(analyzer, mode: options.mode, weigher: weigher)
    let parsed = QueryParser.parse(text, isUnfinished: options.prefixLast)
    var query = try compiler.compile(parsed)
    if !query.asksAnything {
      query.warnings.append(
        text.allSatisfy(\.isWhitespace)
          ? "the query is empty: give it a word"
          : "nothing to search for: no word with a letter or a digit is asked for")
    }
    return PreparedQuery(shared: SharedQuery(query), options: options)
  }

  /// Runs a prepared query.
  ///
  /// O(postings of the essential terms), less what the bounds let it skip.
  public func run(_ prepared: PreparedQuery) throws(IndexError) -> SearchResults {
    if prepared.options.groupsLinks { return try runGrouped(prepared) }
    return try run(prepared, groups: nil)
  }

  /// Runs a query whose options do not ask for groups.
  ///
  /// - Parameters:
  ///   - prepared: The query; its limit is how many hits are looked at.
  ///   - groups: How many groups of hits with the same link must be in order, and know their links;
  ///     nil for all hits, which then know none.
  /// - Returns: Hits, best first, in order as far as `groups` asks.
  /// - Throws: `.corrupt` where the index is damaged; `.timeout` or `.cancelled` by the deadline.
  func run(_ prepared: PreparedQuery, groups: Int?) throws(IndexError) -> SearchResults {
    scratch.begin(prepared.options.deadline)
    try scratch.deadline?.check()
    let options = prepared.options
    let wantsBest =
      prepared.shared.query.isLoneSlot && options.sort == .score && !options.explain
      && snapshot.isAllLive
    let shared = try expand(prepared.shared, wantsBest: wantsBest)
    let all = snapshot.sectionCount
    let offset = max(0, min(options.offset, all))
    let wanted = max(0, min(options.limit, all)) + offset
    let reranks =
      options.parameters.depth > 0 && !shared.query.stems.isEmpty && wanted > 0
      && options.sort == .score
    let depth = reranks ? max(wanted, min(options.parameters.depth, all)) : wanted
    let terms = try resolve(shared)
    let slots = try resolve(shared, wantsBest: wantsBest)
    let limit = terms.reduce(Float(0)) { $0 + $1.weight } + slots.weights.reduce(0, +)
    let model = BM25(
      k1: options.parameters.k1(words: shared.query.wordCount), b: options.parameters.b,
      averageLength: snapshot.averageLength, limit: limit)
    var best = Candidates(capacity: depth)
    var total = MatchCount()
    var cursors: [TermCursors?] = []
    for (number, live) in snapshot.segments.enumerated() {
      let scores = slots.scores(number, terms)
      var search = try SegmentSearch(live, shared, model, scores, scratch)
      total = total + (try run(&search, number, options, into: &best))
      cursors.append(search.cursors)
    }
    var hits = best.best.map {
      Hit(score: Double($0.score), explanation: nil, segment: $0.segment, section: $0.section)
    }
    let found = hits.count
    var choice = Reranker.Choice(wanted: wanted, first: wanted)
    if let groups { choice = try groupsToScore(&hits, wanted: groups) }
    if reranks {
      let reranker = Reranker(
        snapshot, shared, terms, cursors, options.parameters, scratch)
      try reranker.rerank(&hits, choice)
    }
    hits.removeLast(max(0, hits.count - wanted))
    hits.removeFirst(min(offset, hits.count))
    let isShown = options.presents && !hits.isEmpty
    if options.explain { try explain(&hits, terms, shared.query.slots, slots, model) }
    return SearchResults(
      hits: hits, total: max(total.atLeast, found), totalIsExact: total.isExact,
      warnings: shared.query.warnings,
      shared: isShown ? try expandHighlights(shared) : shared)
  }

  /// Searches a segment and adds its best to those of the ones before it.
  private func run(
    _ search: inout SegmentSearch, _ number: Int, _ options: SearchOptions,
    into best: inout Candidates
  ) throws(IndexError) -> MatchCount {
    guard options.sort == .score else {
      var top = TopByDate(
        best.capacity, ascending: options.sort == .dateAscending, search.segment)
      let count = try search.runAll(into: &top, countingUpTo: .max)
      try best.merge(top.sorted(), segment: number, snapshot)
      return count
    }
    var top = TopK(best.capacity, floor: best.floor(quantum: search.model.quantum))
    let limit = options.countsTotal ? options.countLimit : 0
    let count = try search.run(into: &top, countingUpTo: limit)
    try best.merge(top.sorted().lazy.map { (0, $0) }, segment: number, snapshot)
    return count
  }

  // MARK: Terms

  /// Occurrences of a term in all segments, and how many of them begin a word.
  private func statistics(
    _ term: [UInt8]
  ) throws(IndexError) -> (occurrences: Int, wordStarts: Int) {
    var result = (occurrences: 0, wordStarts: 0)
    for live in snapshot.segments {
      let counts = try live.liveOccurrences(term, scratch.lookups(live.segment))
      result.occurrences += counts.occurrences
      result.wordStarts += counts.wordStarts
    }
    return result
  }

  /// A scoring term with its final weight and its lists.
  struct ResolvedTerm {
    /// Its number in the query.
    var number: Int
    var term: [UInt8]
    /// Query weight times idf.
    var weight: Float
    var queryWeight: Float
    var sections: Int
    /// Whether it finds no section by itself.
    var isHint = false
    /// The list in each segment, in the memory of the scratch.
    var infos: FlatBuffer<TermInfo?>
  }

  /// Looks up every term and weighs it by its live sections; terms of no section are left out.
  private func resolve(_ shared: SharedQuery) throws(IndexError) -> [ResolvedTerm] {
    var result: [ResolvedTerm] = []
    result.reserveCapacity(shared.query.terms.count)
    for (number, term) in shared.query.terms.enumerated() {
      try scratch.deadline?.check()
      let infos: FlatBuffer<TermInfo?> = scratch.arena.buffer(count: snapshot.segments.count)
      var sections = 0
      for place in 0..<infos.count {
        let info = try scratch.lookups(snapshot.segments[place].segment).lookup(term.term)
        infos[place] = info
        if let info { sections += try snapshot.segments[place].liveSections(info, scratch.arena) }
      }
      guard sections > 0 else { continue }
      let idf = BM25.idf(sections: sections, of: snapshot.sectionCount)
      result.append(
        ResolvedTerm(
          number: number, term: term.term, weight: Float(Double(term.weight) * idf),
          queryWeight: term.weight,
          sections: sections, isHint: term.isHint, infos: infos))
    }
    return result
  }
}
