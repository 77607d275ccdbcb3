import Indexing

extension BuildSummary {
  /// What a build has done, on one line.
  var line: String {
    guard committed else {
      return "nothing changed: \(counted(unchanged, "file"))\(skippedPart), "
        + "\(counted(sections, "section")), generation \(generation)"
    }
    let files =
      "\(counted(added, "file")) added, \(grouped(changed)) changed, "
      + "\(grouped(removed)) removed, \(grouped(unchanged)) unchanged\(skippedPart)"
    let speed = megabytesPerSecond(bytesRead, seconds)
    return "\(files); \(counted(sections, "section")), \(byteCount(bytesRead)) in "
      + "\(duration(seconds)) (\(speed)), generation \(generation)"
  }

  private var skippedPart: String { skipped == 0 ? "" : ", \(grouped(skipped)) skipped" }
}
