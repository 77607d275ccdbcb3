import TestSupport
import Testing

@testable import TextAnalysis

/// The fast path gives what ICU gives.
@Suite struct DifferentialTests {
  private func expectEqual(_ bytes: [UInt8], by analyzer: Analyzer, _ what: String) {
    let fast = analyzed(bytes, by: analyzer)
    let slow = analyzed(bytes, by: analyzer, alwaysUsingICU: true)
    guard fast != slow else { return }
    let first = zip(fast, slow).first { $0 != $1 }
    Issue.record(
      "\(what): \(fast.count) and \(slow.count) tokens, first \(String(describing: first))")
  }

  @Test func sampleText() {
    expectEqual(Array(sample.utf8), by: Analyzer(.standard), "sample")
  }

  /// Alone, and between a, 가 and 1 in every combination; compared where the fast path takes it,
  /// for what it declines goes to ICU in any case.
  ///
  /// Beyond the BMP, where it knows nothing, the combinations stand in one chunk, and the planes of
  /// private and unassigned code points only have them alone.
  @Test func everyCodePoint() {
    let analyzer = Analyzer(.standard)
    var cutter = ChunkCutter()
    var buffer = TokenBuffer()
    var taken = 0
    func check(_ chunk: [UInt8], _ value: UInt32) {
      buffer.removeAll()
      guard cutter.cutFast(chunk.span, from: 0, limit: chunk.count, into: &buffer) != nil else {
        return
      }
      taken += 1
      expectEqual(chunk, by: analyzer, "U+\(String(value, radix: 16))")
    }
    for value in stride(from: UInt32(0), through: 0x10FFFF, by: Rounds.divisor) {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let middle = Array(String(scalar).utf8)
      check(middle, value)
      if value < 0x10000 {
        for (left, right) in zip(edges, edges.dropFirst()) { check(left + middle + right, value) }
      } else if value < 0x40000 {
        check(Array(edges.joined(separator: middle)), value)
      }
    }
    // Of ASCII and the syllables, all; of every n-th code point, about as many.
    let expected = 7 * (128 + 11_172) / Rounds.divisor
    #expect(taken > (Rounds.divisor == 1 ? expected : expected * 9 / 10))
  }

  /// Neighbours of which every ordered pair occurs, one after the other.
  private let edges = "aa가가11a1가a".unicodeScalars.map { Array(String($0).utf8) }

  @Test(arguments: [true, false])
  func randomText(isPlain: Bool) {
    var random = SeededGenerator("randomText(isPlain: \(isPlain))")
    let analyzer = Analyzer(.standard)
    let alphabet = isPlain ? plainAlphabet : meanAlphabet
    for _ in Rounds.of(20_000) {
      let text = random.text(of: alphabet, longest: 16)
      expectEqual(Array(text.utf8), by: analyzer, text.debugDescription)
    }
  }

  @Test func randomBytes() {
    var random = SeededGenerator("randomBytes")
    let analyzer = Analyzer(.standard)
    for _ in Rounds.of(5_000) {
      let bytes = random.bytes(longest: 40)
      expectEqual(bytes, by: analyzer, "\(bytes)")
    }
  }

  /// Every line of every file in the folder named by PIDX_DIFF_CORPUS.
  @Test(.enabled(if: environment("PIDX_DIFF_CORPUS") != nil))
  func corpus() {
    let analyzer = Analyzer(.standard)
    var files = 0
    var bytes = 0
    forEachFile(under: environment("PIDX_DIFF_CORPUS") ?? ".") { path, content in
      files += 1
      bytes += content.count
      for (number, line) in content.split(separator: 0x0A).enumerated() {
        expectEqual(Array(line), by: analyzer, "line \(number) of \(path), blank ones not counted")
      }
    }
    print("compared \(bytes) bytes of \(files) files")
    #expect(files > 0)
  }
}
