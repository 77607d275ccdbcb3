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

/// Decompresses what `ZstdCompressor` wrote.
public enum Zstd {
  /// The `count` bytes that `view` holds in compressed form, or nil where it does not hold them.
  public static func decompress(_ view: ByteView, count: Int) -> [UInt8]? {
    var written = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { target, initialized in
      written = ZSTD_decompress(target.baseAddress, count, view.base, view.count)
      initialized = ZSTD_isError(written) == 0 ? written : 0
    }
    return ZSTD_isError(written) == 0 && written == count ? bytes : nil
  }
}
