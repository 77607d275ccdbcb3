import IndexBytes
import TestSupport
import Testing

@Suite("Memory of flat buffers")
struct FlatArenaTests {
  @Test("buffers of a round do not overlap, whatever earlier rounds have left")
  func apart() {
    var random = SeededGenerator()
    let arena = FlatArena()
    for _ in 0..<60 {
      var buffers: [FlatBuffer<UInt32>] = []
      for number in 0..<1 + random.below(12) {
        // Some are cut from chunks, some stand alone, and some are too large to be kept.
        let count = [10, 3000, 20_000, 300_000, 3_000_000][random.below(random.once(in: 8) ? 5 : 4)]
        let buffer: FlatBuffer<UInt32> = arena.buffer(of: UInt32(number), count: count)
        #expect(buffer.count == count)
        buffers.append(buffer)
      }
      for (number, buffer) in buffers.enumerated() {
        for place in [0, buffer.count / 2, buffer.count - 1] {
          #expect(buffer[place] == UInt32(number))
        }
      }
      arena.reset()
    }
    withExtendedLifetime(arena) {}
  }

  @Test("zeros are zeros in every round, whatever was written in the one before")
  func zeros() {
    let arena = FlatArena()
    for _ in 0..<3 {
      for count in [1, 100, 5000, 300_000] {
        let buffer: FlatBuffer<UInt64> = arena.zeros(count: count)
        #expect(buffer.count == count)
        #expect((0..<count).allSatisfy { buffer[$0] == 0 })
        buffer.fill(.max, in: 0..<count)
      }
      arena.reset()
    }
    withExtendedLifetime(arena) {}
  }

  @Test("eight bytes at once are those one by one")
  func eight() {
    let arena = FlatArena()
    let bytes: FlatBuffer<UInt8> = arena.buffer(of: 0, count: 20)
    bytes[eight: 3] = 0x0807_0605_0403_0201
    #expect((0..<12).map { bytes[$0] } == [0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 0])
    #expect(bytes[eight: 4] == 0x0008_0706_0504_0302)
    withExtendedLifetime(arena) {}
  }
}
