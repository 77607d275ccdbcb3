/// The tokens of one or several texts, with the bytes of their terms.
///
/// Tokens are in the order of their positions; at one position a whole stands before its parts.
/// Terms may share bytes: the bigrams of a Hangul run are overlapping slices of one copy of it.
public struct TokenBuffer: Sendable {
  /// The tokens, in the order of their positions.
  public internal(set) var tokens: [Token] = []
  /// UTF-8 of all terms; a token's term is a slice of it.
  public internal(set) var termBytes: [UInt8] = []
  /// The position of the next token. Set it to leave a gap between two texts.
  public var nextPosition: UInt32 = 0

  /// Creates an empty buffer.
  public init() {}

  /// Forgets all tokens and starts at position 0 again; keeps the memory.
  public mutating func removeAll() {
    tokens.removeAll(keepingCapacity: true)
    termBytes.removeAll(keepingCapacity: true)
    nextPosition = 0
  }

  /// The bytes of a token's term. The token must be of this buffer.
  public func term(_ token: Token) -> ArraySlice<UInt8> {
    let start = Int(token.termStart)
    return termBytes[start..<start + Int(token.termLength)]
  }

  /// A token's term for people to read; a word start is shown as `^x`.
  public func termString(_ token: Token) -> String {
    guard token.kind == .wordStart else { return String(decoding: term(token), as: UTF8.self) }
    return "^" + String(decoding: term(token).dropFirst(), as: UTF8.self)
  }
}
