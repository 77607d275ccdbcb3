import Glibc

/// A random number generator (SplitMix64) whose seed is printed, so that a failure can be repeated:
/// run the test again with `PIDX_SEED` set to that number.
package struct SeededGenerator: RandomNumberGenerator {
  /// What `PIDX_SEED` has to be for the same numbers.
  package let seed: UInt64
  private var state: UInt64

  /// Takes the seed from `PIDX_SEED`, or a new one, and prints it beside the name of the test.
  package init(_ test: String = #function) {
    let given = getenv("PIDX_SEED").flatMap { UInt64(String(cString: $0)) }
    seed = given ?? UInt64.random(in: 0..<1 << 32)
    print("\(test): PIDX_SEED=\(seed)")
    state = seed
  }

  /// The next 64 random bits.
  package mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// A number below `bound`.
  package mutating func below(_ bound: Int) -> Int { Int.random(in: 0..<bound, using: &self) }

  /// True once in `times`.
  package mutating func once(in times: Int) -> Bool { below(times) == 0 }

  /// Random bytes.
  package mutating func bytes(_ count: Int) -> [UInt8] {
    (0..<count).map { _ in UInt8(truncatingIfNeeded: next()) }
  }
}
