/// Cuts chunks into tokens, by the fast path where it can and by ICU where it must.
struct ChunkCutter {
  /// For tests: never take the fast path.
  var alwaysUsesICU = false
  /// The folded scalars being cut, with the bytes they came from, counted from `unitBase`.
  var units: [ChunkUnit] = []
  /// Where in the text the offset 0 of `units` lies, in bytes.
  var unitBase: UInt32 = 0
  var stems = StemCache()
  /// Where the humps of a piece of a word begin, but for the first.
  var humps: [Int] = []
  /// Where the sieve may let something through.
  private var marks: [UInt64] = []
  private let icu = ICUWords()

  /// Appends the tokens of `text`, chunk by chunk; with a sieve only those of the chunks that may hold
  /// one of its terms, and one position is left free where tokens are missing.
  mutating func cut(
    _ text: Span<UInt8>, _ sieve: TermSieve? = nil, into buffer: inout TokenBuffer
  ) {
    let count = text.count
    sieve?.screen(text, into: &marks)
    var at = 0
    while at < count {
      if Chunk.isSpace(text[at]) {
        at += 1
        continue
      }
      if let sieve {
        let next = sieve.next(text, from: at, marks)
        if next.passesTokens { buffer.nextPosition += 1 }
        at = next.start
        if at == count { return }
      }
      let limit = Chunk.limit(in: text, from: at)
      at = cutChunk(text, from: at, limit: limit, into: &buffer)
    }
  }

  /// Appends the tokens of the chunk at `start`; the index after it.
  @inline(__always)
  private mutating func cutChunk(
    _ text: Span<UInt8>, from start: Int, limit: Int, into buffer: inout TokenBuffer
  ) -> Int {
    let mark = buffer.mark
    if !alwaysUsesICU, let end = cutFast(text, from: start, limit: limit, into: &buffer) {
      return end
    }
    buffer.rewind(to: mark)
    let end = Chunk.end(in: text, from: start, limit: limit)
    cutByICU(text, from: start, to: end, into: &buffer)
    return end
  }

  private mutating func cutByICU(
    _ text: Span<UInt8>, from start: Int, to end: Int, into buffer: inout TokenBuffer
  ) {
    icu.cut(text.extracting(start..<end), into: &units)
    unitBase = UInt32(start)
    var low = 0
    while low < units.count {
      var high = low + 1
      while high < units.count, !units[high].beginsWord { high += 1 }
      cutSegment(low..<high, into: &buffer)
      low = high
    }
  }
}
