import IndexBytes

/// Counts how often sections hold one of some words, list after list.
protocol OccurrenceCounter: BitwiseCopyable {
  /// Sections that were met.
  var count: Int { get nonmutating set }

  /// Begins to add up lists; what was added before and not read is forgotten.
  func begin()

  /// Adds occurrences of one section.
  ///
  /// - Parameters:
  ///   - occurrences: How many, more than 0.
  ///   - section: The section.
  ///   - count: Sections that were met; `self.count` is for the caller to set, once for many of them.
  func add(_ occurrences: UInt64, to section: Int, _ count: inout Int)

  /// Adds one occurrence to each of some neighbouring sections.
  func add(run: Range<Int>)
}
