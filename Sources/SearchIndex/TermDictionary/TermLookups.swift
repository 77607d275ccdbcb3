import IndexBytes

/// Remembers where a segment's dictionary has a term, or that it has it not, for one thread.
///
/// A query asks for a term up to three times (where do words begin, what does it weigh, where does it
/// stand), and queries ask for the same syllables again and again. Only short terms are kept, which
/// a number of 64 bits can hold, all of Hangul's among them; each has one place, where the last one
/// that belongs there is remembered. Syllables, of which there are few, have places of their own, which
/// no pair takes from them.
final class TermLookups {
  private struct Entry: BitwiseCopyable {
    /// 0 where nothing is remembered.
    var key: UInt64
    /// Of no section where the segment does not have the term.
    var info: TermInfo
  }

  private static let bits = 12
  private static let syllableBits = 11
  /// A syllable has three bytes, and the beginning of a word one more.
  private static let syllableBytes = 4
  let dictionary: TermDictionary
  // Zeros that take memory only where they are written.
  private var entries = LargeBuffer<Entry>(capacity: 1 << bits + 1 << syllableBits)

  init(_ dictionary: TermDictionary) { self.dictionary = dictionary }

  /// What `TermDictionary.lookup` gives.
  func lookup(_ term: [UInt8]) throws(IndexError) -> TermInfo? {
    guard let key = Self.key(term) else { return try dictionary.lookup(term) }
    let place = Self.place(key)
    let known = entries[place]
    if known.key == key { return known.info.sections > 0 ? known.info : nil }
    let info = try dictionary.lookup(term)
    entries[place] = Entry(key: key, info: info ?? TermInfo())
    return info
  }

  /// What is remembered of the term with a key, of no section where the segment does not have it; nil
  /// where nothing is. Unlike `lookup`, it reads no bytes of the term, which may be far away.
  func remembered(_ key: UInt64) -> TermInfo? {
    if key == 0 { return nil }
    let known = entries[Self.place(key)]
    return known.key == key ? known.info : nil
  }

  private static func place(_ key: UInt64) -> Int {
    let hash = key &* 0x9E37_79B9_7F4A_7C15
    return Int(key & 0xFF) > syllableBytes
      ? Int(truncatingIfNeeded: hash >> UInt64(64 - bits))
      : 1 << bits + Int(truncatingIfNeeded: hash >> UInt64(64 - syllableBits))
  }

  /// The bytes of a term of one to seven, and their number; nil for others.
  static func key(_ term: [UInt8]) -> UInt64? {
    guard (1...7).contains(term.count) else { return nil }
    return term.reduce(0) { $0 << 8 | UInt64($1) } << 8 | UInt64(term.count)
  }
}
