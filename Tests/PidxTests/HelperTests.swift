import Testing

@testable import pidx

@Suite struct HelperTests {
  @Test func numbersForPeople() {
    #expect([0, 999, 1000, -1_234_567].map(grouped) == ["0", "999", "1,000", "-1,234,567"])
    #expect(grouped(.min) == "-9,223,372,036,854,775,808")
    #expect(counted(1, "file") == "1 file" && counted(0, "query") == "0 queries")
    let sizes = [0, 999, 1000, 1234, 9_950, 12_345, 999_499, 999_500, 1_500_000_000]
    #expect(
      sizes.map { byteCount($0) } == [
        "0 B", "999 B", "1.0 kB", "1.2 kB", "10 kB", "12 kB", "999 kB", "1.0 MB", "1.5 GB",
      ])
    #expect(byteCount(UInt64.max).hasSuffix(" TB"))
    #expect([0.0123, 3.44, 125].map(duration) == ["12 ms", "3.4 s", "2:05"])
    #expect([7, 754, 3723, 1e300].map(clockTime) == ["0:07", "12:34", "1:02:03", "100:00:00"])
    #expect(clockTime(.nan) == "0:00")
    #expect(megabytesPerSecond(5_000_000, 2) == "2.5 MB/s")
    #expect(megabytesPerSecond(1, 0) == "0.0 MB/s")
  }

  @Test func ages() {
    #expect(age(1000, now: 990) == "just now" && age(1000, now: 1059) == "just now")
    #expect(age(1000, now: 1060) == "1 minute ago" && age(0, now: 7300) == "2 hours ago")
    #expect(age(0, now: 864_000) == "10 days ago" && age(0, now: 70_000_000) == "2 years ago")
  }

  @Test func widthsCountColumns() {
    #expect(displayWidth("가a한") == 5 && displayWidth("") == 0)
    #expect(displayWidth("\u{1112}\u{1161}\u{11AB}") == 2)
    #expect(displayWidth("e\u{301}") == 1 && displayWidth("🙂") == 2)
    #expect(padded("가", to: 4) == "가  " && rightAligned("가", to: 4) == "  가")
  }

  @Test func controlCharactersAreMadeVisible() {
    let text = "가\n나\t\u{1B}[1m\u{9B}x\u{7F}é"
    #expect(SafeText.oneLine(text) == "가 나 \u{FFFD}[1m\u{FFFD}x\u{FFFD}é")
  }

  @Test func documentNamesAreOneWord() {
    #expect(oneWord("a b\tc,d%가") == "a%20b%09c,d%가")
    #expect(oneWord("a,b", reserved: [UInt8(ascii: ",")]) == "a%2Cb")
  }

  @Test func percentilesAreNearestRank() {
    let numbers = (1...100).map(Double.init).shuffled()
    let summary = LatencySummary(numbers)
    #expect(summary.p50 == 50 && summary.p95 == 95 && summary.p99 == 99 && summary.mean == 50.5)
    let one = LatencySummary([7])
    #expect(one.p50 == 7 && one.p99 == 7)
    #expect(LatencySummary([]).p99 == 0)
    #expect(LatencySummary.median([3, 1, 2]) == 2 && LatencySummary.median([4, 1]) == 2.5)
  }

  @Test func highlightsSpanLines() {
    let style = Style(.always)
    var output = Output(1)
    style.append("ab\ncd ef", matches: [1..<4, 6..<8], indent: "  ", to: &output)
    let (on, off) = ("\u{1B}[1;31m", "\u{1B}[0m")
    #expect(
      String(decoding: output.bytes, as: UTF8.self)
        == "  a\(off)\(on)b\(off)\n  \(on)c\(off)d \(off)\(on)ef\(off)")
    var plain = Output(1)
    Style(.never).append("ab\ncd", matches: [-3..<1, 1..<99], indent: nil, to: &plain)
    #expect(String(decoding: plain.bytes, as: UTF8.self) == "ab cd")
  }
}
