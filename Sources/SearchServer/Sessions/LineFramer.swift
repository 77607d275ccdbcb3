import SearchProtocol

/// Cuts a stream of bytes into lines, none of them longer than a limit.
///
/// Of a line that is too long only its first byte that is no blank is kept, which tells what kind of
/// line it is: the others are passed over as they come.
struct LineFramer {
  /// What the stream holds next.
  enum Frame: Equatable {
    /// A line without its line break.
    case line([UInt8])
    /// A line that was too long, and its first byte that is no blank; nil if all are.
    case tooLong(first: UInt8?)
  }

  private let limit: Int
  private var partial: [UInt8] = []
  private var isSkipping = false
  /// The first byte of the line that is passed over, blanks aside.
  private var first: UInt8?

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
    if isSkipping {
      first = first ?? PlainCommand.firstNonBlank(piece)
    } else if partial.count + piece.count > limit {
      isSkipping = true
      first = PlainCommand.firstNonBlank(partial) ?? PlainCommand.firstNonBlank(piece)
      partial = []
    } else {
      partial += piece
    }
  }

  private mutating func finish(_ take: (Frame) -> Void) {
    if isSkipping {
      take(.tooLong(first: first))
    } else {
      if partial.last == UInt8(ascii: "\r") { partial.removeLast() }
      take(.line(partial))
    }
    partial = []
    isSkipping = false
    first = nil
  }
}
