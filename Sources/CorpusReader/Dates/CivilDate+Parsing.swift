import TextAnalysis

extension CivilDate {
  /// Finds the first date in a text.
  ///
  /// Known forms: 2023-12-05, 2023/12/5, 2023.12.05, "2023. 12. 5.", 2023_12_05, "2023년 12월 5일"
  /// and 20231205 (years 1900 to 2099 only, alone or followed by a time of four or six digits). A
  /// date never starts or ends inside a longer number, and a month without a day is none.
  /// Linear in the text.
  /// - Parameter text: A heading, a front matter value or anything else.
  /// - Returns: The date, or nil when there is none.
  public static func parse(_ text: String) -> CivilDate? {
    let bytes = Array(text.utf8)
    var index = 0
    while let run = nextDigits(in: bytes, from: index) {
      if let date = date(in: bytes, at: run) { return date }
      index = run.upperBound
    }
    return nil
  }

  /// Finds the last date in a path: 2023/12/05.md, 2023-12-05-foo.md, 20231205.txt.
  static func last(inPath path: String) -> CivilDate? {
    let bytes = Array(path.utf8)
    var last: CivilDate?
    var index = 0
    while let run = nextDigits(in: bytes, from: index) {
      last = date(in: bytes, at: run) ?? last
      index = run.upperBound
    }
    return last
  }

  /// The next run of digits at or after `start`.
  private static func nextDigits(in bytes: [UInt8], from start: Int) -> Range<Int>? {
    guard let first = bytes[start...].firstIndex(where: \.isASCIIDigit) else { return nil }
    return first..<digitsEnd(in: bytes, from: first)
  }

  private static func digitsEnd(in bytes: [UInt8], from start: Int) -> Int {
    bytes[start...].firstIndex { !$0.isASCIIDigit } ?? bytes.count
  }

  private static func date(in bytes: [UInt8], at run: Range<Int>) -> CivilDate? {
    switch run.count {
    case 4: separatedDate(in: bytes, year: run)
    case 8, 12, 14: compactDate(in: bytes, at: run.lowerBound)
    default: nil
    }
  }

  private static func compactDate(in bytes: [UInt8], at start: Int) -> CivilDate? {
    let year = number(in: bytes, start..<start + 4)
    guard (1900...2099).contains(year) else { return nil }
    return CivilDate(
      year: year, month: number(in: bytes, start + 4..<start + 6),
      day: number(in: bytes, start + 6..<start + 8))
  }

  private static func separatedDate(in bytes: [UInt8], year: Range<Int>) -> CivilDate? {
    guard let (separator, monthStart) = separator(in: bytes, at: year.upperBound) else {
      return nil
    }
    let monthEnd = digitsEnd(in: bytes, from: monthStart)
    guard (1...2).contains(monthEnd - monthStart),
      let (second, dayStart) = self.separator(in: bytes, at: monthEnd), second == separator
    else { return nil }
    let dayEnd = digitsEnd(in: bytes, from: dayStart)
    guard (1...2).contains(dayEnd - dayStart) else { return nil }
    return CivilDate(
      year: number(in: bytes, year), month: number(in: bytes, monthStart..<monthEnd),
      day: number(in: bytes, dayStart..<dayEnd))
  }

  private enum Separator: Equatable { case hyphen, slash, dot, underscore, word }

  /// The separator at `start` and the offset just past it and the spaces it may carry.
  private static func separator(in bytes: [UInt8], at start: Int) -> (Separator, Int)? {
    guard start < bytes.count else { return nil }
    switch bytes[start] {
    case UInt8(ascii: "-"): return (.hyphen, start + 1)
    case UInt8(ascii: "/"): return (.slash, start + 1)
    case UInt8(ascii: "_"): return (.underscore, start + 1)
    case UInt8(ascii: "."): return (.dot, spacesEnd(in: bytes, from: start + 1))
    default:
      let word = bytes[start...].prefix(3)
      guard word.elementsEqual("년".utf8) || word.elementsEqual("월".utf8) else { return nil }
      return (.word, spacesEnd(in: bytes, from: start + 3))
    }
  }

  private static func spacesEnd(in bytes: [UInt8], from start: Int) -> Int {
    bytes[start...].firstIndex { $0 != 0x20 } ?? bytes.count
  }

  private static func number(in bytes: [UInt8], _ range: Range<Int>) -> Int {
    bytes[range].reduce(0) { $0 * 10 + Int($1 & 0x0F) }
  }
}
