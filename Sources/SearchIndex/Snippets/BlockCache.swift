import IndexBytes

/// The stored blocks of a snapshot that were unpacked last: hits of one query, and of those that
/// follow while somebody types, often lie in the same ones.
final class BlockCache: Sendable {
  /// Bytes that are kept at most.
  static let capacity = 16 << 20

  /// A block of a segment.
  struct Key: Equatable {
    var segment: Int
    var block: UInt32
  }

  fileprivate struct Block {
    var key: Key
    var raw: [UInt8]
  }

  fileprivate struct State {
    /// From the one put in first to the last.
    var blocks: [Block] = []
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
    blocks.last { $0.key == key }?.raw
  }

  fileprivate mutating func insert(_ raw: [UInt8], _ key: BlockCache.Key) {
    // Another searcher may have been quicker.
    guard self[key] == nil else { return }
    bytes += raw.count
    var leaving = 0
    while bytes > BlockCache.capacity, leaving < blocks.count {
      bytes -= blocks[leaving].raw.count
      leaving += 1
    }
    blocks.removeFirst(leaving)
    blocks.append(BlockCache.Block(key: key, raw: raw))
  }
}
