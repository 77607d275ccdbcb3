import IndexBytes

/// Hashes of the links of a segment's sections, for one thread: where the columns of a block of rows
/// are is found once, for a search asks for a hundred sections in a few dozen blocks.
final class LinkHashes {
  let segment: Segment
  /// The columns of links that were found.
  private var columns: [Column?]

  init(_ segment: Segment) {
    self.segment = segment
    let blocks = (segment.summary.sections + Column.block - 1) / Column.block
    columns = [Column?](repeating: nil, count: blocks)
  }

  /// The hash of a section's link, 0 for none. O(1).
  ///
  /// - Throws: `.corrupt` where the segment is damaged.
  func hash(_ section: Int) throws(IndexError) -> UInt64 {
    let column = try column(section / Column.block)
    let value = column.value(segment.file.view, section % Column.block)
    return UInt64(UInt(bitPattern: value))
  }

  private func column(_ block: Int) throws(IndexError) -> Column {
    if let known = columns[block] { return known }
    let found = try segment.linkColumn(block)
    columns[block] = found
    return found
  }
}
