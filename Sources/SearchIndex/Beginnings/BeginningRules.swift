import TextAnalysis

/// Which beginnings the table of a segment has.
struct BeginningRules {
  /// Of fewer terms the lists are quick to add up.
  let leastWords: Int
  /// Fewer postings are added up in some microseconds; more are not remembered.
  let postings: ClosedRange<Int>
  /// Whether syllables begin no term that is asked for by its beginning, as where they stand in bigrams.
  let skipsHangul: Bool

  /// - Parameters:
  ///   - analyzer: What makes the terms.
  ///   - leastWords: Terms that a beginning needs.
  ///   - leastPostings: Postings that they need together.
  init(_ analyzer: AnalyzerKind, leastWords: Int = 128, leastPostings: Int = 4096) {
    self.leastWords = leastWords
    postings = leastPostings...RecentPostings.longest
    skipsHangul = analyzer == .standard
  }

  /// Whether a beginning of so many terms is wanted, which have so many postings together.
  func has(words: Int, postings: Int) -> Bool {
    words >= leastWords && self.postings.contains(postings)
  }

  /// How many bytes of a term are no beginning by themselves; all where it is never asked for by one.
  func fixedBytes(_ term: ArraySlice<UInt8>) -> Int {
    guard let first = term.first else { return 0 }
    let mark = Field(rawValue: first) == nil ? 0 : 1
    if skipsHangul, Self.isOfHangul(term.dropFirst(mark)) { return term.count }
    return mark
  }

  private static func isOfHangul(_ text: ArraySlice<UInt8>) -> Bool {
    if text.first == TermMark.wordStart { return true }
    return Hangul.scalar(text.prefix(3)).map(Hangul.syllables.contains) ?? false
  }
}
