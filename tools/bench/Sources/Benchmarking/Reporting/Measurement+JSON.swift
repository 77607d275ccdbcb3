import SearchProtocol

extension Measurement {
  /// One object on a line: `name`, `size`, `ns`, `allocations`, `bytes`, and `mb_s` for text.
  public var json: [UInt8] {
    var writer = JSONWriter()
    writer.beginObject()
    writer.member("name", name)
    writer.member("size", size)
    writer.member("ns", nanoseconds.rounded())
    writer.member("allocations", allocations)
    writer.member("bytes", allocatedBytes)
    if let megabytesPerSecond { writer.member("mb_s", (megabytesPerSecond * 100).rounded() / 100) }
    writer.endObject()
    writer.endLine()
    return writer.bytes
  }
}
