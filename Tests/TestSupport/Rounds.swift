import Glibc

/// How often a random test repeats itself.
///
/// Under a sanitizer the same code runs five to twenty times slower, and what a sanitizer finds it
/// finds in the first rounds: it looks at every access, not at results. So `PIDX_ROUNDS_DIVISOR`
/// shortens the tests that repeat most; tools/setup/test.sh sets it there.
package enum Rounds {
  /// What to divide by; 1 unless set.
  package static let divisor: Int = max(
    1, getenv("PIDX_ROUNDS_DIVISOR").flatMap { Int(String(cString: $0)) } ?? 1)

  /// As many rounds as are to be run of `count`.
  package static func of(_ count: Int) -> Range<Int> { 0..<max(1, count / divisor) }

  /// The places to look at of many: every `step`-th, from one that chance decides.
  package static func places(
    _ places: Range<Int>, each step: Int = 1, _ random: inout SeededGenerator
  ) -> StrideTo<Int> {
    let step = step * divisor
    let first = random.below(max(1, min(step, places.count)))
    return stride(from: places.lowerBound + first, to: places.upperBound, by: step)
  }
}
