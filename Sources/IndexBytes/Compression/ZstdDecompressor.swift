import CZstd

/// Decompresses what `ZstdCompressor` wrote; one per thread, since the context is reused: making
/// one costs as much as a small block.
public struct ZstdDecompressor: ~Copyable {
  private let context: OpaquePointer

  /// A decompressor; its memory is about 100 KB.
  public init() {
    guard let context = ZSTD_createDCtx() else { fatalError("out of memory") }
    self.context = context
  }

  deinit { ZSTD_freeDCtx(context) }

  /// The `count` bytes that `view` holds in compressed form, or nil where it does not hold them.
  public func decompress(_ view: ByteView, count: Int) -> [UInt8]? {
    var written = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { target, initialized in
      written = ZSTD_decompressDCtx(context, target.baseAddress, count, view.base, view.count)
      initialized = ZSTD_isError(written) == 0 ? written : 0
    }
    return ZSTD_isError(written) == 0 && written == count ? bytes : nil
  }
}
