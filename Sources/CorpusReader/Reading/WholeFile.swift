/// Reads a file into memory as a whole.
struct WholeFile {
  /// Buffers up to this size are kept for the next file, in bytes.
  static let keptCapacity = 4 << 20

  /// The largest file that is read, in bytes.
  let limit: Int

  /// Reads all of `file` into `buffer`, growing it, and hashes it on the way.
  ///
  /// Returns the number of bytes read; the rest of the buffer is left over from before.
  func read(
    _ file: borrowing OpenFile, into buffer: inout [UInt8], hasher: inout any ContentHasher
  ) throws(ReadError) -> Int {
    guard file.size <= UInt64(limit) else { throw tooLarge(file.path, bytes: file.size) }
    reserve(Int(file.size) + 1, in: &buffer)
    var filled = 0
    while true {
      let count = try file.read(into: &buffer, from: filled, atMost: Self.keptCapacity)
      if count == 0 { return filled }
      hasher.update(buffer.span.extracting(filled..<filled + count))
      if filled == 0 {
        try HeadSniffer.requireText(buffer.span.extracting(0..<count), of: file.path)
      }
      filled += count
      guard filled <= limit else { throw tooLarge(file.path, bytes: UInt64(filled)) }
      if filled == buffer.count { reserve(filled + filled / 2 + 1, in: &buffer) }
    }
  }

  private func reserve(_ capacity: Int, in buffer: inout [UInt8]) {
    guard buffer.count < capacity else { return }
    buffer.append(contentsOf: [UInt8](repeating: 0, count: max(capacity, 64 << 10) - buffer.count))
  }

  private func tooLarge(_ path: String, bytes: UInt64) -> ReadError {
    ReadError(
      .tooLarge, path: path, what: "has \(bytes) bytes, more than the limit of \(limit)",
      remedy: "split it or turn it into JSON Lines")
  }
}
