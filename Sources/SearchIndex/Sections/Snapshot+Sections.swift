import IndexBytes
import TextAnalysis

/// A section as it is stored.
public struct StoredSection: Sendable {
  /// Absolute folder that was indexed.
  public var root: String
  /// The file below `root`.
  public var path: String
  /// Line of the heading, from 1.
  public var line: Int
  /// Line of the body's first byte; nil for a record, which is one line of its file.
  public var bodyLine: Int?
  /// "2023-12-05", or nil.
  public var date: String?
  /// Title, headings, link, authors, tags and body.
  public var record: StoredRecord
}

extension Snapshot {
  /// The section that a line of a file is in, or the file's first where the line is above it.
  ///
  /// Reads the index alone; the file is not opened. O(files + sections of the file).
  ///
  /// - Parameters:
  ///   - path: The file, absolute, or below the folder that was indexed.
  ///   - line: A line of it, from 1.
  ///   - deadline: When to give up; nil for never.
  /// - Returns: The section, or nil where the index has no such file.
  /// - Throws: `.corrupt` where the index is damaged, and what the deadline throws.
  public func section(
    at path: String, line: Int, deadline: SearchDeadline? = nil
  ) throws(IndexError) -> StoredSection? {
    for live in segments {
      let dead = Set(live.entry.deadFiles)
      for number in 0..<live.segment.summary.files where !dead.contains(number) {
        if number % 1024 == 0 { try deadline?.check() }
        let file = try live.segment.fileRecord(number)
        guard file.sections > 0, names(path, file) else { continue }
        return try section(live.segment, file, line)
      }
    }
    return nil
  }

  private func names(_ path: String, _ file: FileRecord) -> Bool {
    guard path.utf8.last == file.path.utf8.last else { return false }
    return CorpusOrder.areSame(path, file.path)
      || CorpusOrder.areSame(path, CorpusOrder.join(root(of: file), file.path))
  }

  private func section(
    _ segment: Segment, _ file: FileRecord, _ line: Int
  ) throws(IndexError) -> StoredSection {
    var low = file.firstSection
    var high = file.firstSection + file.sections
    // The last section that does not begin below the line.
    while high - low > 1 {
      let middle = (low + high) / 2
      if Int(try segment.row(middle).firstLine) <= line { low = middle } else { high = middle }
    }
    let row = try segment.row(low)
    return StoredSection(
      root: root(of: file), path: file.path, line: Int(row.firstLine),
      bodyLine: row.bodyLine > 0 ? Int(row.bodyLine) : nil,
      date: row.date == SectionRow.noDate ? nil : CivilDate(daysSince1970: row.date).description,
      record: try segment.record(low))
  }
}
