import CorpusReader
import IndexBytes

/// XXH3 as the reader's hasher.
struct ContentDigest: ContentHasher {
  private final class State {
    var hash = StreamingHash()
  }
  private let state = State()

  mutating func update(_ bytes: Span<UInt8>) { state.hash.update(bytes) }

  mutating func finish() -> ContentHash {
    let digest = state.hash.digest()
    return ContentHash(high: digest.high, low: digest.low)
  }
}
