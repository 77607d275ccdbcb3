import Synchronization

/// A set of small integers that threads may grow together. Setting a bit twice does no harm.
final class AtomicBits: @unchecked Sendable {
  private let words: UnsafeMutablePointer<Atomic<UInt64>>
  private let wordCount: Int

  init(count: Int) {
    wordCount = max(1, (count + 63) / 64)
    words = .allocate(capacity: wordCount)
    for index in 0..<wordCount { (words + index).initialize(to: Atomic(0)) }
  }

  deinit {
    words.deinitialize(count: wordCount)
    words.deallocate()
  }

  subscript(index: Int) -> Bool {
    @inline(__always) get {
      precondition(index >> 6 < wordCount)
      return words[index >> 6].load(ordering: .relaxed) >> UInt64(index & 63) & 1 == 1
    }
  }

  func set(_ index: Int) {
    precondition(index >> 6 < wordCount)
    words[index >> 6].bitwiseOr(1 << UInt64(index & 63), ordering: .relaxed)
  }
}
