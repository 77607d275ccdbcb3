import SearchIndex
import SearchProtocol

extension IndexStatus {
  /// The status as one line of JSON; sizes in bytes, times in seconds (since 1970).
  public func json(folder: String, now: Int64, warnings: [String]) -> [UInt8] {
    var writer = JSONWriter()
    writer.beginObject()
    encodeMembers(folder: folder, now: now, into: &writer)
    writer.member("warn", warnings)
    writer.endObject()
    writer.endLine()
    return writer.bytes
  }

  /// Writes the members of the status.
  func encodeMembers(folder: String, now: Int64, into writer: inout JSONWriter) {
    writer.member("index", folder)
    writer.member("gen", generation)
    writer.member("committed", committed)
    writer.member("age", max(0, now - committed))
    writer.member("files", files)
    writer.member("skipped", skippedFiles)
    writer.member("sections", sections)
    writer.member("dead", deadSections)
    writer.member("terms", terms)
    writer.member("tokens", tokens)
    writer.member("segments", segments)
    writer.member("analyzer", analyzer)
    writer.member("analyzer_version", analyzerVersion)
    writer.member("icu", icuVersion)
    writer.member("sources", sources)
    writer.key("bytes")
    writer.beginObject()
    for (part, bytes) in bytes {
      writer.key(named: part)
      writer.value(bytes)
    }
    writer.endObject()
    writer.member("total_bytes", bytes.reduce(0) { $0 + $1.bytes })
  }
}
