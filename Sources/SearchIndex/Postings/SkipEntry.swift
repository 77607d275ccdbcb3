import IndexBytes

/// What a list with skips says of one of its blocks.
struct SkipEntry: BitwiseCopyable {
  /// The section behind the last one of the block before.
  let first: UInt32
  /// Its last section.
  let last: UInt32
  /// Where its bytes are in the file.
  let start: Int
  let end: Int
  /// The width of its gaps; from 128 on, how many words of bits stand for them.
  let docBits: Int
  /// The width of its frequencies, with the flag of `PatchedNumbers`.
  let frequencyCode: Int

  /// Whether the sections of a full block follow each other, or have bits.
  @inline(__always)
  var isDense: Bool { Self.isDense(docBits) }

  @inline(__always)
  static func isDense(_ docBits: Int) -> Bool {
    docBits == 0 || docBits >= PostingsLayout.bitsFlag
  }

  /// Words of bits; 0 where there are none.
  @inline(__always)
  var words: Int { docBits & (PostingsLayout.bitsFlag - 1) }

  /// Whether a dense block can have its sections in so many words of bits, or without any.
  @inline(__always)
  var hasItsWords: Bool {
    guard first <= last else { return false }
    let reach = Int(last &- first)
    if words == 0 { return reach == PostingsLayout.block - 1 }
    return words <= SectionBits.mostWords && reach >> 6 == words &- 1
  }
}

extension SkipEntry {
  /// The entry of block `number` of the cursor's list, which has skips.
  @inline(__always)
  init(_ cursor: borrowing PostingsCursor, _ number: Int) {
    let view = cursor.view
    let entry = cursor.skips &+ number &* PostingsLayout.skipBytes
    let word = view.uint32(entry &+ 8)
    last = view.uint32(entry)
    end = cursor.data &+ Int(view.uint32(entry &+ 4))
    docBits = Int(word >> 16 & 0xFF)
    frequencyCode = Int(word >> 24)
    if number > 0 {
      start = cursor.data &+ Int(view.uint32(entry &- 12))
      first = view.uint32(entry &- 16) &+ 1
    } else {
      start = cursor.data
      first = 0
    }
  }
}
