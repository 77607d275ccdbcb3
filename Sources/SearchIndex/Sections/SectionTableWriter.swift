import IndexBytes
import TextAnalysis

/// Packs what is known of the sections of a segment under construction, in a few bytes each: rows,
/// dates, starts and ids. Lengths stand apart, since writing postings asks for them.
struct SectionTableWriter {
  private(set) var rows = ColumnTableWriter(columns: SectionRow.columns)
  private(set) var dates = ColumnTableWriter(columns: 1)
  private(set) var starts = ColumnTableWriter(columns: SectionRow.startColumns)
  private(set) var ids = SectionIDWriter()
  private var hasDate = false
  private var hasStart = false

  /// Sections so far.
  var count: Int { rows.count }
  /// Bytes held.
  var bytes: Int { rows.bytes + dates.bytes + starts.bytes + ids.bytes }

  /// Appends a section.
  mutating func append(_ row: SectionRow, id: String) {
    rows.set(0, Int(row.file))
    rows.set(1, Int(row.ordinal))
    rows.set(2, Int(row.firstLine))
    rows.set(3, Int(row.bodyLine))
    rows.set(4, Int(row.block))
    rows.set(5, Int(row.blockOffset))
    rows.set(6, Int(bitPattern: UInt(row.linkHash)))
    rows.endRow()
    dates.set(0, DateNumber.of(row.date))
    dates.endRow()
    if row.date != SectionRow.noDate { hasDate = true }
    starts.set(0, row.bodyOffset.bytes)
    starts.set(1, row.bodyOffset.scalars)
    starts.set(2, row.bodyOffset.utf16)
    starts.endRow()
    if row.bodyOffset != LineOffset() { hasStart = true }
    ids.append(id)
  }

  /// Packs the last block; to be called once, at the end.
  mutating func finish() {
    rows.finish()
    dates.finish()
    if !hasDate { dates = ColumnTableWriter(columns: 1) }
    starts.finish()
    if !hasStart { starts = ColumnTableWriter(columns: SectionRow.startColumns) }
    ids.finish()
  }
}
