extension DocumentReader {
  /// The hash of a file's bytes, the one a read's summary has, without reading it as text.
  ///
  /// Linear in the file, in constant memory.
  ///
  /// - Throws: `ReadError` when the file cannot be read.
  public mutating func contentHash(of file: CorpusFile) throws(ReadError) -> ContentHash {
    let source = try OpenFile(path: file.fullPath)
    var hasher = newHasher()
    var piece = [UInt8](repeating: 0, count: 1 << 20)
    while true {
      let count = try source.read(into: &piece, from: 0, atMost: piece.count)
      if count == 0 { return hasher.finish() }
      hasher.update(piece.span.extracting(0..<count))
    }
  }
}
