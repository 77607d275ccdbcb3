import TestSupport
import Testing

@testable import SearchIndex

@Suite("Norms of lengths")
struct LengthNormTests {
  @Test("codes round down, by less than a thousandth, and keep the order")
  func codes() {
    var random = SeededGenerator()
    var last: (norm: Float, code: UInt32) = (0, 0)
    let norms = Rounds.of(5000).map { _ in
      Float(1 + random.below(1 << 24))
        * Float(sign: .plus, exponent: -random.below(55), significand: 1)
    }
    for norm in norms.sorted() where norm >= 0x1p-40 && norm < 0x1p24 {
      let code = NormCode.encode(norm)
      let known = NormCode.decode(code)
      #expect(code <= 0xFFFF)
      #expect(known <= norm && known > norm * (1 - 0x1p-10))
      #expect(code >= last.code)
      last = (norm, code)
    }
  }

  @Test("what is too small or too large for a code")
  func extremes() {
    // No section has as little as the least code says.
    #expect(NormCode.decode(0) == 0x1p-40)
    #expect(NormCode.encode(0) == 0)
    #expect(NormCode.encode(0x1p30) == 0xFFFF)
    #expect(NormCode.encode(.infinity) == 0xFFFF)
    #expect(NormCode.decode(0xFFFF) < 0x1p24)
    let norm = LengthNorm(tokens: 1, sections: 1)
    let least = norm(.max, 0)
    #expect(least > NormCode.decode(0))
  }

  @Test("four sections at once have what each has alone")
  func lanes() {
    var random = SeededGenerator()
    for _ in Rounds.of(500) {
      let norm = LengthNorm(tokens: random.below(1 << 30), sections: 1 + random.below(1 << 20))
      var frequencies = SIMD4<UInt32>.one
      var lengths = SIMD4<UInt32>.zero
      for lane in 0..<4 {
        frequencies[lane] = UInt32(1 + random.below(1 << random.below(20)))
        lengths[lane] = UInt32(random.below(1 << random.below(30)))
      }
      let four = norm(frequencies, lengths)
      for lane in 0..<4 {
        let (found, alone) = (four[lane], norm(frequencies[lane], lengths[lane]))
        #expect(found == alone)
      }
    }
  }
}
