/// Cuts a stream of bytes into lines, none of them longer than a limit.
///
/// Of a line that is too long nothing is kept: its bytes are passed over as they come.
struct LineFramer {
  /// What the stream holds next.
  enum Frame: Equatable {
    /// A line without its line break.
    case line([UInt8])
    /// A line that was too long; its bytes are gone.
    case tooLong
  }

  private let limit: Int
  private var partial: [UInt8] = []
  private var isSkipping = false

  /// A framer of lines of at most `limit` bytes.
  init(limit: Int) { self.limit = limit }

  /// Whether a line has been begun.
  var isInsideLine: Bool { !partial.isEmpty || isSkipping }

  /// Takes bytes and hands on every line that ends in them. O(bytes).
  mutating func append(_ bytes: some Collection<UInt8>, _ take: (Frame) -> Void) {
    var rest = bytes[...]
    while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
      add(rest[..<end])
      finish(take)
      rest = rest[rest.index(after: end)...]
    }
    add(rest)
  }

  /// Hands on what stands behind the last line break, if anything does.
  mutating func end(_ take: (Frame) -> Void) {
    if isInsideLine { finish(take) }
  }

  private mutating func add(_ piece: some Collection<UInt8>) {
    guard !isSkipping else { return }
    if partial.count + piece.count > limit {
      isSkipping = true
      partial = []
    } else {
      partial += piece
    }
  }

  private mutating func finish(_ take: (Frame) -> Void) {
    if isSkipping {
      take(.tooLong)
    } else {
      if partial.last == UInt8(ascii: "\r") { partial.removeLast() }
      take(.line(partial))
    }
    partial = []
    isSkipping = false
  }
}
