import SearchProtocol
import TestSupport
import Testing

@Suite struct FixedDecimalTests {
  @Test(arguments: [
    (0.0, 2, "0.00"), (12.3, 2, "12.30"), (0.005, 2, "0.01"), (1.005, 2, "1.00"),
    (-0.001, 2, "0.00"), (-1.5, 0, "-2"), (2.5, 0, "3"), (999.999, 2, "1000.00"),
    (0.0625, 4, "0.0625"), (1e-9, 9, "0.000000001"), (123_456_789.125, 3, "123456789.125"),
    (1.0, -3, "1"), (0.07, 1, "0.1"), (3.0, 6, "3.000000"),
  ])
  func showsDecimals(value: Double, decimals: Int, expected: String) {
    #expect(fixed(value, decimals: decimals) == expected)
  }

  @Test func neverTraps() {
    #expect(fixed(.nan, decimals: 2) == "nan")
    #expect(fixed(.infinity, decimals: 2) == "inf")
    #expect(fixed(1e300, decimals: 2) == "1e+300")
    #expect(fixed(-.greatestFiniteMagnitude, decimals: 9).hasPrefix("-1.79"))
  }

  @Test func agreesWithTheNumberItself() throws {
    var generator = SeededGenerator()
    for _ in 0..<2000 {
      let value = Double.random(in: -1e6...1e6, using: &generator)
      let text = fixed(value, decimals: 6)
      let back = try #require(Double(text))
      #expect(abs(back - value) <= 0.501e-6, "\(value) PIDX_SEED=\(generator.seed)")
      #expect(text.split(separator: ".").last?.count == 6)
    }
  }
}
