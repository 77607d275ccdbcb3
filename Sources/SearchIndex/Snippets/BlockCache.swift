import IndexBytes

/// The stored blocks of a snapshot that were unpacked last: hits of one query, and of those that
/// follow while somebody types, often lie in the same ones.
final class BlockCache: Sendable {
  /// Bytes that are kept at most.
  static let capacity = 16 << 20

  /// A block of a segment, as one number.
  struct Key: Hashable {
    private let number: UInt64

    init(segment: Int, block: UInt32) {
      number = UInt64(truncatingIfNeeded: segment) << 32 | UInt64(block)
    }
  }

  fileprivate struct State {
    /// The blocks' raw bytes.
    var raws: [Key: [UInt8]] = [:]
    /// The blocks, from the one put in first to the last.
    var order: [Key] = []
    var bytes = 0
  }
  private let state = LockedValue(State())

  /// The raw bytes of a block, or nil where they are not kept. O(1).
  subscript(key: Key) -> [UInt8]? { state.withLock { $0.raws[key] } }

  /// Keeps the raw bytes of a block, in place of those that were put in first.
  func insert(_ raw: [UInt8], _ key: Key) {
    // One that is larger than a quarter of all that is kept is not worth the others.
    guard raw.count <= Self.capacity / 4 else { return }
    state.withLock { $0.insert(raw, key) }
  }
}

extension BlockCache.State {
  /// O(blocks) where some must go, a few hundred at most.
  fileprivate mutating func insert(_ raw: [UInt8], _ key: BlockCache.Key) {
    // Another searcher may have been quicker.
    guard raws[key] == nil else { return }
    raws[key] = raw
    order.append(key)
    bytes += raw.count
    var leaving = 0
    while bytes > BlockCache.capacity, leaving < order.count {
      bytes -= raws.removeValue(forKey: order[leaving])?.count ?? 0
      leaving += 1
    }
    order.removeFirst(leaving)
  }
}
