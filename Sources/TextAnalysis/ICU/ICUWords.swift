import CICU

/// ICU's folding and word boundaries. With `EnglishStemmer`, the only code here that sees a pointer.
///
/// The handle is cheap; ICU's data is opened by the first cut.
final class ICUWords {
  private let handle: OpaquePointer

  init() {
    guard let handle = cicu_words_open() else { fatalError("out of memory for text analysis") }
    self.handle = handle
  }

  deinit { cicu_words_close(handle) }

  /// Replaces `units` by the folded, classified units of `text`, with word boundaries.
  ///
  /// O(n) but for what ICU's dictionaries take.
  func cut(_ text: Span<UInt8>, into units: inout [ChunkUnit]) {
    text.withUnsafeBufferPointer { bytes in
      lend(into: &units) { cicu_cut(handle, bytes.baseAddress, bytes.count, $0, $1) }
    }
  }

  /// Replaces `units` by the folded units of `text`, without kinds and boundaries.
  func fold(_ text: Span<UInt8>, into units: inout [ChunkUnit]) {
    text.withUnsafeBufferPointer { bytes in
      lend(into: &units) { cicu_fold(handle, bytes.baseAddress, bytes.count, $0, $1) }
    }
  }

  /// Copies what a call lends. A failure means that ICU lacks its data or memory; other terms than
  /// usual would make an index that answers wrongly, so there is nothing to go on with.
  private func lend(
    into units: inout [ChunkUnit],
    _ call: (
      UnsafeMutablePointer<UnsafePointer<ChunkUnit>?>, UnsafeMutablePointer<Int>
    ) -> Int32
  ) {
    var first: UnsafePointer<ChunkUnit>?
    var count = 0
    let failure = call(&first, &count)
    guard failure == 0 else {
      fatalError("ICU cannot analyze text (its error \(failure)): is its data installed?")
    }
    units.removeAll(keepingCapacity: true)
    units.append(contentsOf: UnsafeBufferPointer(start: first, count: count))
  }

  /// The running ICU's version, "72.1"; opens no data.
  static var version: String {
    let version = cicu_version()
    return "\(version / 256).\(version % 256)"
  }
}
