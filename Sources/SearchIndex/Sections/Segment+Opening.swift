import IndexBytes

extension Segment {
  /// Opens the segment that a manifest names, if it is the one that the manifest knows.
  ///
  /// - Throws: as `init`, and `.corrupt` for another file under its name.
  static func open(
    _ entry: Manifest.SegmentEntry, in folder: String, _ fileSystem: any FileSystem
  ) throws(IndexError) -> Segment {
    let segment = try Segment(fileSystem, path: folder + "/" + entry.name)
    guard segment.file.view.count == entry.bytes, segment.file.checksum == entry.checksum else {
      throw segment.file.corrupt(
        at: nil, expected: "the \(entry.bytes) bytes that the manifest knows",
        found: "another file of \(segment.file.view.count) bytes")
    }
    return segment
  }

  /// What it means that a segment of the manifest in force is not there: damage.
  static func missing(_ error: IndexError) -> IndexError {
    guard error.isMissingFile else { return error }
    return .corrupt(
      error.path, offset: nil, expected: "the segment that the manifest names", found: "no file")
  }
}
