import CXXHash

/// Checksums and content hashes: XXH3 of the xxHash library.
public enum Checksum {
  /// 64-bit XXH3 of `view`. O(count), about 10 GB/s.
  public static func hash64(_ view: ByteView) -> UInt64 {
    XXH3_64bits(view.base, view.count)
  }

  /// 64-bit XXH3 of `bytes`.
  public static func hash64(_ bytes: [UInt8]) -> UInt64 {
    bytes.withUnsafeBytes { XXH3_64bits($0.baseAddress, $0.count) }
  }

  /// Low half of `hash64`: what a page's checksum is.
  static func hash32(_ view: ByteView) -> UInt32 { UInt32(truncatingIfNeeded: hash64(view)) }
}

/// A 128-bit XXH3 over bytes that arrive in pieces; tells changed files from touched ones.
public struct StreamingHash: ~Copyable {
  private let state: OpaquePointer

  /// An empty hash.
  public init() {
    guard let state = XXH3_createState() else { fatalError("out of memory") }
    self.state = state
    XXH3_128bits_reset(state)
  }

  deinit { XXH3_freeState(state) }

  /// Appends the bytes of `span`.
  public mutating func update(_ span: Span<UInt8>) {
    span.withUnsafeBufferPointer { _ = XXH3_128bits_update(state, $0.baseAddress, $0.count) }
  }

  /// The hash of all bytes so far, low and high half.
  public func digest() -> (low: UInt64, high: UInt64) {
    let value = XXH3_128bits_digest(state)
    return (value.low64, value.high64)
  }
}
