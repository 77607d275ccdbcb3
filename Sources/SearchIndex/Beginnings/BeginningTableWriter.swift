import IndexBytes

/// Builds the table of frequent beginnings from the terms in ascending order and their postings.
///
///     beginnings    := beginning*                          ascending
///     beginning     := string words:varint sections:varint count:varint entry^count
///     entry         := (gap << 1 | repeats):varint         sections between it and the one before
///                      (occurrences − 2):varint?           if repeats
///     beginningKeys := (key:u64 offset:u32)*               one a beginning
///
/// A beginning is one or more characters, behind the mark of a field where there is one. `BeginningRules`
/// says which are here. `words` is how many terms begin so, `sections` how many sections hold one, and the
/// entries are those sections that can be among the best; see `Skyband`. Both are of the terms that the
/// beginning stands for in a search: no more than the 1,024 most frequent. `key` is as in the term
/// dictionary, `offset` is where in `beginnings` the record begins.
struct BeginningTableWriter {
  /// A beginning that the last term shares with those before it.
  private struct Open {
    /// In bytes.
    let length: Int
    /// Where in `starts` its first term is.
    let first: Int
  }

  private struct Record {
    let beginning: [UInt8]
    let words: Int
    let summary: PostingsSummary
  }

  private let rules: BeginningRules
  private let recent: RecentPostings
  private var summarizer: PostingsSummarizer
  /// Each is longer than the one before.
  private var open: [Open] = []
  /// Where the postings of the last term begin, and of all before it that an open beginning has.
  private var starts: [Int] = []
  /// Where those of the last term end.
  private var end = 0
  private let choices = FlatArena()
  private var records: [Record] = []

  /// - Parameters:
  ///   - rules: Which beginnings are wanted.
  ///   - recent: Remembers the postings; must outlive this, as `lengths` and `arena` must.
  ///   - lengths: Of all sections, in tokens.
  ///   - arena: For what adds lists up.
  init(
    _ rules: BeginningRules, _ recent: RecentPostings, lengths: FlatBuffer<UInt32>,
    _ arena: FlatArena
  ) {
    self.rules = rules
    self.recent = recent
    summarizer = PostingsSummarizer(lengths: lengths, arena)
  }

  /// Takes the next term, whose postings are the last ones. O(shared bytes), and O(postings) for each
  /// beginning that ends with the term before.
  ///
  /// - Parameters:
  ///   - term: The term.
  ///   - last: The term before it; empty for none.
  ///   - shared: Leading bytes of `term` that are those of `last`.
  mutating func append(_ term: ArraySlice<UInt8>, after last: [UInt8], shared: Int) {
    close(longerThan: shared, of: last)
    let fixed = rules.fixedBytes(term)
    if fixed == term.count {
      starts.removeAll(keepingCapacity: true)
      end = 0
      return recent.restart()
    }
    begin(fixed, shared, of: term)
    if open.isEmpty { starts.removeAll(keepingCapacity: true) }
    starts.append(end)
    end = recent.count
    recent.endList()
  }

  /// Remembers the beginnings of a term, of more than `fixed` and up to `length` bytes, that it shares with
  /// the last one and no other before that.
  private mutating func begin(_ fixed: Int, _ length: Int, of term: ArraySlice<UInt8>) {
    let known = max(open.last?.length ?? 0, fixed)
    if known >= length { return }
    // A beginning ends where a character does.
    for length in known + 1...length where term[term.startIndex + length] & 0xC0 != 0x80 {
      open.append(Open(length: length, first: starts.count - 1))
    }
  }

  /// Records the beginnings of the last term that no later one has.
  private mutating func close(longerThan length: Int, of last: [UInt8]) {
    var known: (first: Int, summary: PostingsSummary)?
    while let beginning = open.last, beginning.length > length {
      open.removeLast()
      let words = starts.count - beginning.first
      let postings = end - starts[beginning.first]
      guard rules.has(words: words, postings: postings) else { continue }
      // A beginning and a longer one may be of the same terms.
      if known?.first != beginning.first {
        known = (beginning.first, summary(beginning.first))
      }
      guard let summary = known?.summary else { continue }
      records.append(
        Record(beginning: Array(last[..<beginning.length]), words: words, summary: summary))
    }
  }

  /// The summary of the lists that a beginning stands for, of those from that of a term on.
  private mutating func summary(_ first: Int) -> PostingsSummary {
    guard starts.count - first > TermExpander.limit else {
      return summarizer.summary([starts[first]..<end], of: recent)
    }
    choices.reset()
    var frequent = FrequentTerms(limit: TermExpander.limit, choices)
    for place in first..<starts.count {
      let next = place + 1 < starts.count ? starts[place + 1] : end
      frequent.add(TermInfo(sections: next - starts[place], offset: starts[place]))
    }
    return summarizer.summary(
      frequent.terms().map { $0.offset..<$0.offset + $0.sections }, of: recent)
  }

  /// The table and its keys, once all terms were taken, the last of which is `last`.
  mutating func finish(after last: [UInt8]) -> (table: ByteWriter, keys: ByteWriter) {
    close(longerThan: 0, of: last)
    records.sort { $0.beginning.lexicographicallyPrecedes($1.beginning) }
    var table = ByteWriter()
    var keys = ByteWriter()
    for record in records {
      keys.uint64(TermKey.of(record.beginning[...]))
      keys.uint32(UInt32(clamping: table.count))
      Self.write(record, to: &table)
    }
    return (table, keys)
  }

  private static func write(_ record: Record, to table: inout ByteWriter) {
    table.varint(record.beginning.count)
    table.append(record.beginning)
    table.varint(record.words)
    table.varint(record.summary.sections)
    table.varint(record.summary.best.count)
    var next = 0
    for entry in record.summary.best {
      let repeats = entry.occurrences > 1
      table.varint((Int(entry.section) - next) << 1 | (repeats ? 1 : 0))
      if repeats { table.varint(Int(entry.occurrences) - 2) }
      next = Int(entry.section) + 1
    }
  }
}
