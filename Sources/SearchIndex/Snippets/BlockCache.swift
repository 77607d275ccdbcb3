import IndexBytes

/// The stored blocks that were unpacked last: hits of one query, and of those that follow while
/// somebody types, often lie in the same ones.
final class BlockCache {
  /// Bytes that are kept at most.
  static let capacity = 4 << 20

  private struct Key: Hashable {
    var segment: Int
    var block: UInt32
  }
  private var blocks: [Key: [UInt8]] = [:]
  /// From the one put in first to the last.
  private var order: [Key] = []
  private var bytes = 0

  /// The raw bytes of a block. O(block) the first time.
  func rawBlock(
    _ block: UInt32, ofSegment number: Int, _ segment: Segment
  ) throws(IndexError) -> [UInt8] {
    let key = Key(segment: number, block: block)
    if let known = blocks[key] { return known }
    let raw = try segment.rawBlock(Int(block))
    // One that is larger than all that is kept is not worth the others.
    if raw.count <= Self.capacity / 4 { insert(raw, key) }
    return raw
  }

  private func insert(_ raw: [UInt8], _ key: Key) {
    bytes += raw.count
    var leaving = 0
    while bytes > Self.capacity, leaving < order.count {
      bytes -= blocks.removeValue(forKey: order[leaving])?.count ?? 0
      leaving += 1
    }
    order.removeFirst(leaving)
    blocks[key] = raw
    order.append(key)
  }
}
