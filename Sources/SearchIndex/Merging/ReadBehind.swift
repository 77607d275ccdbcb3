import IndexBytes

/// Lets go of what was read of a file from front to back, so that merging inputs that are larger
/// than the memory does not fill it with their pages.
struct ReadBehind {
  /// What all inputs together keep at most, and what one does at least, in bytes.
  private static let kept = 16 << 20
  private static let leastStep = 64 << 10

  private let file: FramedFile
  private var start: Int
  /// How much is let go at a time, in bytes.
  private let step: Int

  /// Begins at `start` in `file`, one of `inputs` that are read at the same time.
  init(_ file: FramedFile, from start: Int, inputs: Int) {
    self.file = file
    self.start = start
    step = max(Self.leastStep, Self.kept / max(1, inputs))
  }

  /// Says that nothing before `offset` will be read again.
  @inline(__always)
  mutating func advance(to offset: Int) {
    if offset &- start >= step { release(offset) }
  }

  /// Lets go of everything before `offset` that was not yet.
  mutating func release(_ offset: Int) {
    file.release(start..<max(start, offset))
    start = max(start, offset)
  }
}
