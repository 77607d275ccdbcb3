import Glibc

/// A random number generator (SplitMix64) whose seed can be pasted back as PIDX_SEED.
struct SeededGenerator: RandomNumberGenerator {
  let seed: UInt64
  private var state: UInt64

  init() {
    let given = getenv("PIDX_SEED").flatMap { UInt64(String(cString: $0)) }
    seed = given ?? UInt64.random(in: 0...UInt64.max)
    state = seed
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
