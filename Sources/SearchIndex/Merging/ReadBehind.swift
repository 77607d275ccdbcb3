import IndexBytes

/// Lets go of what was read of a file from front to back, so that merging inputs that are larger
/// than the memory does not fill it with their pages.
struct ReadBehind {
  /// How much is let go at a time, in bytes.
  private static let step = 1 << 20

  private let file: FramedFile
  private var start: Int

  /// Begins at `start` in `file`.
  init(_ file: FramedFile, from start: Int) {
    self.file = file
    self.start = start
  }

  /// Says that nothing before `offset` will be read again.
  @inline(__always)
  mutating func advance(to offset: Int) {
    if offset &- start >= Self.step { release(offset) }
  }

  /// Lets go of everything before `offset` that was not yet.
  mutating func release(_ offset: Int) {
    file.release(start..<max(start, offset))
    start = max(start, offset)
  }
}
