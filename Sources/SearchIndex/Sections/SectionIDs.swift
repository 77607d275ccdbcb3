import IndexBytes

/// The ids of records, by section: kept apart from the stored text, so that a run of many queries
/// opens no block to name its hits.
///
///     ids    := byte*                 UTF-8 of all ids, one after the other
///     idEnds := end:u32 × sections    where each id ends in `ids`; nothing if no section has one
struct SectionIDs {
  private(set) var bytes = ByteWriter()
  private var ends: [UInt32] = []

  /// Appends the id of the next section; empty for none.
  mutating func append(_ id: String) {
    bytes.append(id.utf8)
    ends.append(UInt32(clamping: bytes.count))
  }

  /// The table of ends; nothing if no section has an id.
  var table: ByteWriter {
    var writer = ByteWriter()
    if bytes.count > 0 { for end in ends { writer.uint32(end) } }
    return writer
  }
}

extension Segment {
  /// The id of a record; empty for a section of a text.
  func id(_ section: Int) throws(IndexError) -> String {
    let table = file.section(SegmentLayout.idEnds)
    if table.isEmpty { return "" }
    let bytes = file.section(SegmentLayout.ids)
    let place = table.lowerBound + section * 4
    try file.require(max(table.lowerBound, place - 4)..<place + 4)
    let start = section == 0 ? 0 : Int(file.view.uint32(place - 4))
    let end = Int(file.view.uint32(place))
    guard start <= end, end <= bytes.count,
      let view = file.view.slice(bytes.lowerBound + start, end - start)
    else {
      throw file.corrupt(at: place, expected: "an id inside \(bytes.count) bytes", found: "\(end)")
    }
    try file.require(bytes.lowerBound + start..<bytes.lowerBound + end)
    return view.string
  }
}
