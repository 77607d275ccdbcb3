/// A 128-bit fingerprint of a file's bytes.
public struct ContentHash: Sendable, Hashable {
  /// The more significant half.
  public let high: UInt64
  /// The less significant half.
  public let low: UInt64

  /// A fingerprint of two halves.
  public init(high: UInt64, low: UInt64) {
    self.high = high
    self.low = low
  }
}

/// Computes a `ContentHash` piece by piece.
///
/// How the bytes are split into pieces must not change the result.
public protocol ContentHasher {
  /// Takes the next bytes of the file.
  mutating func update(_ bytes: Span<UInt8>)
  /// The hash of everything taken; called once.
  mutating func finish() -> ContentHash
}
