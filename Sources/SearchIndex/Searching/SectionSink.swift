import IndexBytes

/// Takes the sections that match, and keeps the best of them.
protocol SectionSink {
  /// A score at or below it is of no interest.
  var threshold: Float { get }
  /// Sections come from the first on once more, others than before; scores are multiples of `quantum`.
  mutating func beginAgain(quantum: Float)
  /// Offers a section; sections come in ascending order.
  mutating func offer(_ section: UInt32, _ score: Float) throws(IndexError)
}

extension TopK: SectionSink {}

/// The sections of a segment that come first by date: then the better ones, then corpus order.
struct TopByDate: SectionSink {
  /// The day, or its opposite, so that what comes first is larger.
  typealias Entry = (key: Int32, section: ScoredSection)

  /// Everything that matches is of interest, whatever its score.
  let threshold: Float = -1
  private let capacity: Int
  private let isAscending: Bool
  private let segment: Segment
  private var entries: [Entry] = []

  init(_ capacity: Int, ascending: Bool, _ segment: Segment) {
    self.capacity = capacity
    isAscending = ascending
    self.segment = segment
  }

  /// The order in which they come does not matter.
  mutating func beginAgain(quantum: Float) {}

  mutating func offer(_ section: UInt32, _ score: Float) throws(IndexError) {
    guard capacity > 0 else { return }
    let date = try segment.date(Int(section))
    let isDated = date != SectionRow.noDate
    let key = isDated ? (isAscending ? -date : date) : Int32.min
    entries.append((key, ScoredSection(section: section, score: score)))
    if entries.count >= 2 * capacity + 64 { entries = sorted() }
  }

  /// The best, in order.
  func sorted() -> [Entry] {
    let all = entries.sorted {
      $0.key != $1.key ? $0.key > $1.key : $1.section.isWorse(than: $0.section)
    }
    return Array(all.prefix(capacity))
  }
}
