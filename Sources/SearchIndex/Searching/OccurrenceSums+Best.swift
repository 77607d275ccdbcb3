import IndexBytes

/// Eight neighbouring sections, some of which may be among the best.
struct CandidateEight: BitwiseCopyable {
  /// The first of them.
  let first: Int
  /// How often they hold the word, up to 255.
  let sums: Eight
}

/// The best sections of a list that is only added up, read off its sums.
extension OccurrenceSums {
  /// Rows of chunks at most that are looked at with the same limits.
  static let longestStretch = 16

  /// Offers the sections that can enter `top`, and forgets the sums. O(sections / 512 + chunks that
  /// have a sum), and a score for each section that is not ruled out.
  ///
  /// - Parameters:
  ///   - top: Takes the best sections.
  ///   - model: What an occurrence counts.
  ///   - weight: What the list weighs.
  ///   - lengths: Of all sections; their pages were checked.
  ///   - least: No section is shorter, in tokens.
  func takeBest(
    into top: inout TopK, _ model: BM25, _ weight: Float, _ lengths: SectionLengths,
    shortest least: UInt32
  ) {
    var limits = EntryLimits(
      model, weight, shortest: least, comparesLengths: lengths.areBytes)
    var row = 0
    // Until there are limits that rule something out, stretches are short.
    var stretch = 1
    while row < rows {
      limits.raise(top.threshold)
      let end = min(row &+ stretch, rows)
      let found = filter(row..<end, limits, lengths)
      for place in 0..<found {
        limits.raise(top.threshold)
        offer(candidates[place], limits, lengths) { section, count in
          let score = model.score(weight, frequency: Float(count), length: lengths[section])
          top.offer(section, score)
        }
      }
      row = end
      stretch = min(2 &* stretch, Self.longestStretch)
    }
    finish()
  }

  /// Takes the eights of some rows that may hold a section that enters; returns how many there are.
  private func filter(
    _ rows: Range<Int>, _ limits: EntryLimits, _ lengths: SectionLengths
  ) -> Int {
    let filter = limits.filter
    var found = 0
    takeChunks(rows) { chunk in
      if mayEnter(chunk, filter, lengths) {
        var first = chunk
        while first < chunk &+ Self.chunk {
          let eight = Eight(sums[eight: first])
          candidates[found] = CandidateEight(first: first, sums: eight)
          found &+= limits.mayEnter(eight) ? 1 : 0
          first &+= 8
        }
      }
      clear(chunk)
    }
    return found
  }

  /// Whether a section of a chunk may enter: its lengths are read only where one is short enough.
  @inline(__always)
  private func mayEnter(
    _ chunk: Int, _ filter: EntryLimits.Filter, _ lengths: SectionLengths
  ) -> Bool {
    var any = SIMD16<UInt8>.zero
    if shortest[chunk &>> Self.shift] > filter.longest {
      for part in 0..<4 { any |= filter.entering(sums[sixteen: chunk &+ part &* 16]) }
    } else {
      for part in 0..<4 {
        let first = chunk &+ part &* 16
        any |= filter.entering(sums[sixteen: first], lengths.sixteen(first))
      }
    }
    let halves = unsafeBitCast(any, to: SIMD2<UInt64>.self)
    return Eight.hasHigh(halves[0] | halves[1])
  }

  @inline(__always)
  private func clear(_ chunk: Int) {
    for part in 0..<4 { sums[sixteen: chunk &+ part &* 16] = .zero }
  }

  /// Offers those of eight sections that may enter.
  @inline(__always)
  private func offer(
    _ eight: CandidateEight, _ limits: EntryLimits, _ lengths: SectionLengths,
    _ offer: (UInt32, UInt32) -> Void
  ) {
    var bits = limits.entering(eight.sums, eight.first, lengths)
    while bits != 0 {
      let place = bits.trailingZeroBitCount
      bits &= bits &- 1
      let known = UInt32(truncatingIfNeeded: eight.sums.bytes &>> UInt64(place &* 8) & 255)
      let section = eight.first &+ place
      offer(UInt32(truncatingIfNeeded: section), take(section, known))
    }
  }
}
