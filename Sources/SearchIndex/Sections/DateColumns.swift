import IndexBytes

/// The dates of a segment's sections, of which neighbours are often asked one after the other.
struct DateColumns {
  private let segment: Segment
  /// The block read last.
  private var block = -1
  private var column: Column?

  /// - Parameter segment: Whose sections they are.
  init(_ segment: Segment) { self.segment = segment }

  /// Days since 1970-01-01 of a section; `SectionRow.noDate` where it has none. O(1).
  mutating func date(_ section: UInt32) throws(IndexError) -> Int32 {
    let number = Int(section) / Column.block
    if number != block {
      column = try segment.dateColumn(number)
      block = number
    }
    guard let column else { return SectionRow.noDate }
    return DateNumber.date(column.value(segment.file.view, Int(section) % Column.block))
  }
}
