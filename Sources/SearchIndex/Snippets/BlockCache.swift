import IndexBytes

/// The stored blocks of a snapshot that were unpacked last: hits of one query, and of those that
/// follow while somebody types, often lie in the same ones.
final class BlockCache: Sendable {
  /// Bytes that are kept at most.
  static let capacity = 16 << 20

  /// A block of a segment, as one number.
  struct Key: Equatable {
    fileprivate let number: UInt64

    init(segment: Int, block: UInt32) {
      number = UInt64(truncatingIfNeeded: segment) << 32 | UInt64(block)
    }
  }

  fileprivate struct State {
    /// Of the blocks, from the one put in first to the last.
    var keys: [UInt64] = []
    /// Their raw bytes.
    var raws: [[UInt8]] = []
    var bytes = 0
  }
  private let state = LockedValue(State())

  /// The raw bytes of a block, or nil where they are not kept.
  ///
  /// O(blocks), a few hundred at most: to look at all of them takes a fraction of a microsecond.
  subscript(key: Key) -> [UInt8]? { state.withLock { $0[key] } }

  /// Keeps the raw bytes of a block, in place of those that were put in first.
  func insert(_ raw: [UInt8], _ key: Key) {
    // One that is larger than a quarter of all that is kept is not worth the others.
    guard raw.count <= Self.capacity / 4 else { return }
    state.withLock { $0.insert(raw, key) }
  }
}

extension BlockCache.State {
  fileprivate subscript(key: BlockCache.Key) -> [UInt8]? {
    keys.lastIndex(of: key.number).map { raws[$0] }
  }

  fileprivate mutating func insert(_ raw: [UInt8], _ key: BlockCache.Key) {
    // Another searcher may have been quicker.
    guard self[key] == nil else { return }
    bytes += raw.count
    var leaving = 0
    while bytes > BlockCache.capacity, leaving < keys.count {
      bytes -= raws[leaving].count
      leaving += 1
    }
    keys.removeFirst(leaving)
    raws.removeFirst(leaving)
    keys.append(key.number)
    raws.append(raw)
  }
}
