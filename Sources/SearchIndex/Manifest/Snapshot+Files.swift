import IndexBytes

extension Snapshot {
  /// Folders that paths of files are relative to, absolute, by number.
  public var roots: [String] { manifest.roots }

  /// Calls `visit` with every live file. O(files).
  ///
  /// - Throws: `.corrupt` where a record is damaged.
  public func knownFiles(_ visit: (IndexWriter.KnownFile) -> Void) throws(IndexError) {
    for live in segments { try live.knownFiles(rootCount: roots.count, visit) }
  }
}

extension LiveSegment {
  /// Calls `visit` with every live file, with the time that was noted last.
  func knownFiles(
    rootCount: Int, _ visit: (IndexWriter.KnownFile) -> Void
  ) throws(IndexError) {
    let dead = Set(entry.deadFiles)
    let touched = Dictionary(entry.touched.map { ($0.file, $0.modified) }, uniquingKeysWith: { $1 })
    for file in 0..<segment.summary.files where !dead.contains(file) {
      var record = try segment.fileRecord(file)
      if let modified = touched[file] { record.modified = modified }
      guard record.root < rootCount else {
        throw segment.file.corrupt(
          at: nil, expected: "a root below \(rootCount)", found: "\(record.root)")
      }
      visit(IndexWriter.KnownFile(segment: entry.number, file: file, record: record))
    }
  }
}
