import Testing

import Benchmarking

@Suite struct ReportTests {
  private let measurement = Measurement(
    name: "query/any", size: 10, nanoseconds: 1500.4, allocations: 3, allocatedBytes: 80,
    textBytes: 3000)

  @Test func measurementsAreLinesOfJSON() {
    #expect(
      String(decoding: measurement.json, as: UTF8.self)
        == #"{"name":"query/any","size":10,"ns":1500,"allocations":3,"bytes":80,"mb_s":1999.47}"#
        + "\n")
  }

  @Test func aBaselineGivesRatios() throws {
    var before = measurement
    before.nanoseconds = 3000
    before.allocations = 9
    let baseline = try Baseline(before.json + [0x0A], path: "b")
    var other = measurement
    other.size = 11
    let rows = baseline.table([measurement, other]).split(separator: "\n")
    #expect(rows.count == 4)
    #expect(rows[2] == "| query/any | 10 | 3000 | 1500 | 0.50 | 9 | 3 |")
    #expect(rows[3] == "| query/any | 11 | – | 1500 | – | – | 3 |")
  }

  @Test(arguments: ["x", "{}", #"{"name":"a","size":1}"#])
  func aWrongBaselineNamesTheLine(line: String) {
    let failure = #expect(throws: BenchFailure.self) {
      try Baseline(measurement.json + Array(line.utf8), path: "b")
    }
    #expect(failure?.description == "b:2: no measurement of pidx-bench")
  }

  @Test func theLineOfABuildTellsItsBytes() {
    #expect(
      BuildLine.bytes("1 added; 122 sections, 91 kB in 14 ms (6.5 MB/s), generation 1") == 91_000)
    #expect(BuildLine.bytes("…, 1.5 GB in 2:05 (…)") == 1_500_000_000)
    #expect(BuildLine.bytes("nothing changed") == 0)
  }

  @Test func textIsTheSameForTheSameSeed() {
    for kind in SyntheticText.Kind.allCases {
      var (first, second, other) = (
        SyntheticText(seed: 1), SyntheticText(seed: 1), SyntheticText(seed: 2)
      )
      let text = first.text(kind, words: 50)
      #expect(text == second.text(kind, words: 50) && text != other.text(kind, words: 50))
    }
  }

  @Test func processesAreMeasured() throws {
    let result = try ChildProcess.run("sh", ["-c", "echo out; echo err >&2; exit 3"])
    #expect(result.status == 3 && result.output == Array("out\n".utf8))
    #expect(result.errors == Array("err\n".utf8))
    #expect(result.seconds > 0 && result.peakMemory > 100_000)
    #expect(throws: BenchFailure.self) { try ChildProcess.run("/nowhere/pidx", []) }
  }
}
