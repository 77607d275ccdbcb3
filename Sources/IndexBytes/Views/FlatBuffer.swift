/// A fixed-size run of plain values on memory of its own, for the loops that touch every posting.
///
/// The handle hides the pointer and costs what the pointer costs: indexes are checked in debug
/// builds only. `FlatArena` owns the memory.
@frozen
public struct FlatBuffer<Element: BitwiseCopyable>: @unchecked Sendable {
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
    @inline(__always) nonmutating set {
      assert(index >= 0 && index < count)
      base[index] = newValue
    }
  }

  /// Sets the elements of `range` to `value`.
  @inlinable
  public func fill(_ value: Element, in range: Range<Int>) {
    assert(range.lowerBound >= 0 && range.upperBound <= count)
    (base + range.lowerBound).update(repeating: value, count: range.count)
  }
}

extension FlatBuffer where Element == UInt32 {
  /// Four neighbouring elements from `index`, loaded or stored at once.
  @inlinable
  public subscript(lanes index: Int) -> SIMD4<UInt32> {
    @inline(__always) get {
      assert(index >= 0 && index + 4 <= count)
      return UnsafeRawPointer(base + index).loadUnaligned(as: SIMD4<UInt32>.self)
    }
    @inline(__always) nonmutating set {
      assert(index >= 0 && index + 4 <= count)
      UnsafeMutableRawPointer(base + index).storeBytes(of: newValue, as: SIMD4<UInt32>.self)
    }
  }
}

/// Owns the memory of flat buffers and frees it with itself.
public final class FlatArena: @unchecked Sendable {
  private var blocks: [UnsafeMutableRawPointer] = []

  /// An arena of nothing.
  public init() {}

  deinit { for block in blocks { block.deallocate() } }

  /// A buffer of `count` elements set to `value`, valid as long as the arena. Not thread-safe.
  public func buffer<Element: BitwiseCopyable>(
    of value: Element, count: Int
  ) -> FlatBuffer<Element> {
    let raw = UnsafeMutableRawPointer.allocate(
      byteCount: max(1, count) * MemoryLayout<Element>.stride, alignment: 64)
    blocks.append(raw)
    let base = raw.bindMemory(to: Element.self, capacity: count)
    base.initialize(repeating: value, count: count)
    return FlatBuffer(base: base, count: count)
  }
}
