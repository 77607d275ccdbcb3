import CSnowball

/// The English algorithm of Snowball, opened at its first use.
final class EnglishStemmer {
  private lazy var handle: OpaquePointer = {
    guard let handle = sb_stemmer_new("english", "UTF_8") else {
      fatalError("libstemmer has no English algorithm: is it installed whole?")
    }
    return handle
  }()
  private var isOpen = false

  deinit { if isOpen { sb_stemmer_delete(handle) } }

  /// Calls `body` with the stem of a folded word. About half a microsecond.
  func withStem<Result>(of word: Span<UInt8>, _ body: (Span<UInt8>) -> Result) -> Result {
    isOpen = true
    return word.withUnsafeBufferPointer { bytes in
      let stem = sb_stemmer_stem(handle, bytes.baseAddress, Int32(bytes.count))
      let length = Int(sb_stemmer_length(handle))
      // Null when out of memory: then the word is its own stem, as for any word it leaves alone.
      guard let stem, length > 0 else { return body(bytes.span) }
      return body(UnsafeBufferPointer(start: stem, count: length).span)
    }
  }
}
