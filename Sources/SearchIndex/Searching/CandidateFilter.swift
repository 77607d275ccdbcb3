import IndexBytes

/// Which sections may still be among the best, by their length alone, up to where that is known.
struct CandidateFilter: BitwiseCopyable {
  private let lengths: SectionLengths?
  private let longest: Int
  /// Last section that the filter is about.
  let end: UInt32

  /// Lets every section in.
  static let none = CandidateFilter(
    nil, longest: .max, end: PostingsCursor.noMoreSections - 1)

  /// - Parameters:
  ///   - lengths: Lengths of the sections, or nil for no filter.
  ///   - longest: Tokens of the longest section to let in.
  ///   - end: Last section that the filter is about.
  init(_ lengths: SectionLengths?, longest: Int, end: UInt32) {
    self.lengths = lengths
    self.longest = longest
    self.end = min(end, PostingsCursor.noMoreSections - 1)
  }

  /// Whether `section` may still be among the best.
  @inline(__always)
  func accepts(_ section: UInt32) -> Bool {
    guard let lengths else { return true }
    return lengths.tokens(section) <= longest
  }
}
