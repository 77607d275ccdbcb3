import Synchronization

/// The stored blocks of a snapshot that were unpacked last: hits of one query, and of those that
/// follow while somebody types, often lie in the same ones.
final class BlockCache: Sendable {
  /// Bytes that are kept at most.
  static let capacity = 16 << 20

  /// A block of a segment.
  struct Key: Hashable {
    var segment: Int
    var block: UInt32
  }

  fileprivate struct State {
    var blocks: [Key: [UInt8]] = [:]
    /// From the one put in first to the last.
    var order: [Key] = []
    var bytes = 0
  }
  private let state = Mutex(State())

  /// The raw bytes of a block, or nil where they are not kept. O(1).
  subscript(key: Key) -> [UInt8]? { state.withLock { $0.blocks[key] } }

  /// Keeps the raw bytes of a block, in place of those that were put in first.
  func insert(_ raw: [UInt8], _ key: Key) {
    // One that is larger than a quarter of all that is kept is not worth the others.
    guard raw.count <= Self.capacity / 4 else { return }
    state.withLock { $0.insert(raw, key) }
  }
}

extension BlockCache.State {
  fileprivate mutating func insert(_ raw: [UInt8], _ key: BlockCache.Key) {
    // Another searcher may have been quicker.
    guard blocks[key] == nil else { return }
    bytes += raw.count
    var leaving = 0
    while bytes > BlockCache.capacity, leaving < order.count {
      bytes -= blocks.removeValue(forKey: order[leaving])?.count ?? 0
      leaving += 1
    }
    order.removeFirst(leaving)
    blocks[key] = raw
    order.append(key)
  }
}
