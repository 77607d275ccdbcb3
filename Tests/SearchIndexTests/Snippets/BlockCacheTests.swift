import Testing

@testable import SearchIndex

@Suite("Unpacked blocks that are kept")
struct BlockCacheTests {
  private let quarter = BlockCache.capacity / 4

  private func block(_ segment: Int, _ block: UInt32) -> BlockCache.Key {
    BlockCache.Key(segment: segment, block: block)
  }

  @Test("are told apart by segment and number")
  func keys() {
    let cache = BlockCache()
    cache.insert([1], block(0, 1))
    cache.insert([2], block(1, 0))
    #expect(cache[block(0, 1)] == [1])
    #expect(cache[block(1, 0)] == [2])
    #expect(cache[block(0, 0)] == nil)
    #expect(cache[block(1, 1)] == nil)
  }

  @Test("make room for others, those put in first before others")
  func eviction() {
    let cache = BlockCache()
    for number: UInt32 in 0..<5 {
      cache.insert([UInt8](repeating: 7, count: quarter), block(0, number))
    }
    #expect(cache[block(0, 0)] == nil)
    for number: UInt32 in 1..<5 { #expect(cache[block(0, number)]?.count == quarter) }
  }

  @Test("are none that would take the place of many")
  func large() {
    let cache = BlockCache()
    cache.insert([1], block(0, 0))
    cache.insert([UInt8](repeating: 7, count: quarter + 1), block(0, 1))
    #expect(cache[block(0, 0)] == [1])
    #expect(cache[block(0, 1)] == nil)
  }
}
