import Glibc

/// A fixed-size run of plain values on memory of its own, for the loops that touch every posting.
///
/// The handle hides the pointer and costs what the pointer costs: indexes are checked in debug
/// builds only. `FlatArena` owns the memory.
@frozen
public struct FlatBuffer<Element: BitwiseCopyable>: BitwiseCopyable, @unchecked Sendable {
  /// First element.
  @usableFromInline let base: UnsafeMutablePointer<Element>
  /// Number of elements.
  public let count: Int

  @usableFromInline
  init(base: UnsafeMutablePointer<Element>, count: Int) {
    self.base = base
    self.count = count
  }

  /// The element at `index`.
  @inlinable
  public subscript(index: Int) -> Element {
    @inline(__always) get {
      assert(index >= 0 && index < count)
      return base[index]
    }
    @inline(__always) nonmutating _modify {
      assert(index >= 0 && index < count)
      yield &base[index]
    }
  }

  /// Sets the elements of `range` to `value`.
  @inlinable
  public func fill(_ value: Element, in range: Range<Int>) {
    assert(range.lowerBound >= 0 && range.upperBound <= count)
    (base + range.lowerBound).update(repeating: value, count: range.count)
  }
}

extension FlatBuffer where Element == UInt8 {
  /// Eight neighbouring bytes from `index`, the first one lowest.
  @inlinable
  public subscript(eight index: Int) -> UInt64 {
    @inline(__always) get {
      assert(index >= 0 && index + 8 <= count)
      return UInt64(
        littleEndian: UnsafeRawPointer(base + index).loadUnaligned(as: UInt64.self))
    }
    @inline(__always) nonmutating set {
      assert(index >= 0 && index + 8 <= count)
      UnsafeMutableRawPointer(base + index).storeBytes(of: newValue.littleEndian, as: UInt64.self)
    }
  }

  /// Sixteen neighbouring bytes from `index`.
  @inlinable
  public subscript(sixteen index: Int) -> SIMD16<UInt8> {
    @inline(__always) get {
      assert(index >= 0 && index + 16 <= count)
      return UnsafeRawPointer(base + index).loadUnaligned(as: SIMD16<UInt8>.self)
    }
    @inline(__always) nonmutating set {
      assert(index >= 0 && index + 16 <= count)
      UnsafeMutableRawPointer(base + index).storeBytes(of: newValue, as: SIMD16<UInt8>.self)
    }
  }
}

extension FlatBuffer where Element: SIMDScalar {
  /// Four neighbouring elements from `index`, loaded or stored at once.
  @inlinable
  public subscript(lanes index: Int) -> SIMD4<Element> {
    @inline(__always) get {
      assert(index >= 0 && index + 4 <= count)
      return UnsafeRawPointer(base + index).loadUnaligned(as: SIMD4<Element>.self)
    }
    @inline(__always) nonmutating set {
      assert(index >= 0 && index + 4 <= count)
      UnsafeMutableRawPointer(base + index).storeBytes(of: newValue, as: SIMD4<Element>.self)
    }
  }
}

/// Owns the memory of flat buffers and frees it with itself.
///
/// Small buffers are cut from chunks that `reset` makes free again without giving them back, so
/// that work which repeats allocates nothing after its first round. Large ones are kept as well, up to a
/// limit. Not thread-safe.
public final class FlatArena: @unchecked Sendable {
  /// Memory of one large buffer.
  private typealias Block = (raw: UnsafeMutableRawPointer, bytes: Int)

  private static let chunkBytes = 64 << 10
  /// Bytes of large buffers that are kept, at most.
  private static let keptBytes = 16 << 20
  private var chunks: [UnsafeMutableRawPointer] = []
  /// Chunks that something was cut from.
  private var usedChunks = 0
  /// What is left of the last of them.
  @usableFromInline var free: UnsafeMutableRawPointer?
  @usableFromInline var freeBytes = 0
  private var blocks: [Block] = []
  /// Large buffers of earlier rounds, the smallest first.
  private var spare: [Block] = []
  /// Large buffers of zeros.
  private var zeros: [Block] = []

  /// An arena of nothing.
  public init() {}

  deinit {
    for chunk in chunks { chunk.deallocate() }
    for block in blocks + spare { block.raw.deallocate() }
    unmapZeros()
  }

  /// Takes back every buffer given out: none of them may be used any more.
  public func reset() {
    usedChunks = 0
    freeBytes = 0
    unmapZeros()
    if blocks.isEmpty { return }
    spare += blocks
    blocks.removeAll(keepingCapacity: true)
    spare.sort { $0.bytes < $1.bytes }
    var kept = spare.reduce(0) { $0 + $1.bytes }
    // The large ones are the ones worth keeping.
    while kept > Self.keptBytes {
      let block = spare.removeFirst()
      kept -= block.bytes
      block.raw.deallocate()
    }
  }

  /// A buffer of `count` elements set to `value`, valid until the arena is reset or gone.
  @inlinable
  public func buffer<Element: BitwiseCopyable>(
    of value: Element, count: Int
  ) -> FlatBuffer<Element> {
    let buffer: FlatBuffer<Element> = buffer(count: count)
    buffer.base.initialize(repeating: value, count: count)
    return buffer
  }

  /// A buffer of `count` elements of which every byte is 0, likewise. A large one takes memory only where
  /// it is touched, and is given back when the arena is reset.
  public func zeros<Element: BitwiseCopyable>(count: Int) -> FlatBuffer<Element> {
    let bytes = max(1, count) * MemoryLayout<Element>.stride
    let isLarge = bytes > Self.chunkBytes / 4
    let raw = isLarge ? mapZeros(bytes) : allocate(bytes)
    if isLarge {
      zeros.append((raw, bytes))
    } else {
      raw.initializeMemory(as: UInt8.self, repeating: 0, count: bytes)
    }
    return FlatBuffer(base: raw.bindMemory(to: Element.self, capacity: count), count: count)
  }

  private func unmapZeros() {
    if zeros.isEmpty { return }
    for block in zeros { munmap(block.raw, block.bytes) }
    zeros.removeAll(keepingCapacity: true)
  }

  /// A buffer of `count` elements of any value, valid until the arena is reset or gone.
  @inlinable
  public func buffer<Element: BitwiseCopyable>(count: Int) -> FlatBuffer<Element> {
    let raw = allocate(max(1, count) * MemoryLayout<Element>.stride)
    return FlatBuffer(base: raw.bindMemory(to: Element.self, capacity: count), count: count)
  }

  @inlinable
  @inline(__always)
  func allocate(_ bytes: Int) -> UnsafeMutableRawPointer {
    let size = (bytes + 63) & ~63
    guard size <= freeBytes, let start = free else { return allocateElsewhere(size) }
    free = start + size
    freeBytes &-= size
    return start
  }

  /// What does not fit into the rest of the chunk: a large one, or the first of the next chunk.
  @usableFromInline
  func allocateElsewhere(_ size: Int) -> UnsafeMutableRawPointer {
    if size > Self.chunkBytes / 4 {
      let block = takeSpare(size) ?? (.allocate(byteCount: size, alignment: 64), size)
      blocks.append(block)
      return block.raw
    }
    if usedChunks == chunks.count {
      chunks.append(.allocate(byteCount: Self.chunkBytes, alignment: 64))
    }
    let start = chunks[usedChunks]
    usedChunks += 1
    free = start + size
    freeBytes = Self.chunkBytes - size
    return start
  }

  private func takeSpare(_ bytes: Int) -> Block? {
    guard let place = spare.firstIndex(where: { $0.bytes >= bytes }) else { return nil }
    return spare.remove(at: place)
  }
}
