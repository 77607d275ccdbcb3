import CZstd

/// Compresses blocks with zstd; one per thread, since the context is reused.
public struct ZstdCompressor: ~Copyable {
  private let context: OpaquePointer
  private let level: Int32

  /// A compressor of a zstd level: 1 is fast, 3 the library's default, 19 small.
  public init(level: Int32 = 3) {
    guard let context = ZSTD_createCCtx() else { fatalError("out of memory") }
    self.context = context
    self.level = level
  }

  deinit { ZSTD_freeCCtx(context) }

  /// Appends the compressed form of `bytes` to `output`. O(bytes).
  ///
  /// - Returns: The number of bytes appended.
  public func compress(_ bytes: [UInt8], into output: inout [UInt8]) -> Int {
    let bound = ZSTD_compressBound(bytes.count)
    let start = output.count
    output.append(contentsOf: [UInt8](repeating: 0, count: bound))
    let written = bytes.withUnsafeBytes { source in
      output.withUnsafeMutableBytes { target in
        ZSTD_compressCCtx(
          context, target.baseAddress.map { $0 + start }, bound, source.baseAddress, source.count,
          level)
      }
    }
    precondition(ZSTD_isError(written) == 0, "zstd refused a block within its own bound")
    output.removeLast(bound - written)
    return written
  }
}
