/// An occurrence of a term: where its bytes are, where it stands, and which rule made it.
public struct Token: Sendable, Equatable {
  /// Where the term begins in `TokenBuffer.termBytes`, in bytes.
  public var termStart: UInt32
  /// The term's length in bytes, 1 to 255.
  public var termLength: UInt16
  /// The rule that made the token.
  public var kind: TokenKind
  /// The token's place in the text, counting syllables and words.
  public var position: UInt32
  /// Where the token begins in the original text, in bytes, on a scalar boundary.
  public var start: UInt32
  /// Where it ends there, likewise.
  public var end: UInt32

  /// Creates a token from its parts.
  public init(
    termStart: UInt32, termLength: UInt16, kind: TokenKind, position: UInt32, start: UInt32,
    end: UInt32
  ) {
    self.termStart = termStart
    self.termLength = termLength
    self.kind = kind
    self.position = position
    self.start = start
    self.end = end
  }
}
