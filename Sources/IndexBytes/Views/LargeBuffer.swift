import Glibc

/// Plain values in pages of their own: for tables and logs that grow to hundreds of megabytes.
///
/// The system gives zeros and takes memory only where it is touched. Indexes are checked in debug
/// builds only.
public struct LargeBuffer<Element: BitwiseCopyable>: ~Copyable, @unchecked Sendable {
  @usableFromInline private(set) var base: UnsafeMutablePointer<Element>
  /// Elements there is room for; zeros where nothing was written.
  public private(set) var capacity: Int

  /// A buffer of `capacity` zeros. Ends the process where the system has no room.
  ///
  /// - Parameters:
  ///   - capacity: Number of elements.
  ///   - inHugePages: Whether to ask for huge pages, in which random accesses find their page
  ///     sooner. They cost more to make than small ones that were used before.
  public init(capacity: Int, inHugePages: Bool = false) {
    self.capacity = capacity
    base = mapZeros(Self.bytes(capacity)).assumingMemoryBound(to: Element.self)
    // Below a few megabytes a huge page would mostly be empty. It is a hint, which may be refused.
    if inHugePages, Self.bytes(capacity) >= 4 << 20 {
      _ = madvise(base, Self.bytes(capacity), MADV_HUGEPAGE)
    }
  }

  deinit { munmap(base, Self.bytes(capacity)) }

  private static func bytes(_ capacity: Int) -> Int {
    max(1, capacity) * MemoryLayout<Element>.stride
  }

  /// Has the system give the memory of elements that are about to be written, at once and not page by
  /// page as each is touched first. O(range).
  ///
  /// A hint: systems before Linux 5.14 do not know it, and others may refuse it.
  public func prepare(_ range: Range<Int>) {
    let page = Int(getpagesize())
    let start = range.lowerBound * MemoryLayout<Element>.stride / page * page
    let end = range.upperBound * MemoryLayout<Element>.stride
    guard range.lowerBound >= 0, range.upperBound <= capacity, start < end else { return }
    _ = madvise(UnsafeMutableRawPointer(base) + start, end - start, Self.populateWrite)
  }

  /// `MADV_POPULATE_WRITE`, which the C library's header may be too old for.
  private static var populateWrite: CInt { 23 }

  /// Makes room for at least `capacity` elements; what was written stays. O(capacity).
  public mutating func grow(to capacity: Int) {
    guard capacity > self.capacity else { return }
    let larger = mapZeros(Self.bytes(capacity))
    larger.copyMemory(from: base, byteCount: Self.bytes(self.capacity))
    munmap(base, Self.bytes(self.capacity))
    base = larger.assumingMemoryBound(to: Element.self)
    self.capacity = capacity
  }

  /// The element at `index`.
  @inlinable
  public subscript(index: Int) -> Element {
    @inline(__always) get {
      assert(index >= 0 && index < capacity)
      return base[index]
    }
    @inline(__always) set {
      assert(index >= 0 && index < capacity)
      base[index] = newValue
    }
  }
}

/// Zeros in pages of their own, which take memory only where they are touched; for `munmap` to free. Ends
/// the process where the system has no room.
func mapZeros(_ bytes: Int) -> UnsafeMutableRawPointer {
  let flags = MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE
  guard let pages = mmap(nil, bytes, PROT_READ | PROT_WRITE, flags, -1, 0), pages != MAP_FAILED
  else { fatalError("no memory for \(bytes) bytes: \(errnoText(errno))") }
  return pages
}
