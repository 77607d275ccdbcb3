import TextAnalysis

/// Days and ranges of days as they are typed in queries.
enum DateSyntax {
  /// The range that `text` names, both ends included: a day, a month or a year, two of them with
  /// `..` between, or one behind `<`, `<=`, `>` or `>=`.
  static func range(_ text: String) -> ParsedQuery.DateRange? {
    if let first = text.first, first == "<" || first == ">" { return comparison(text, first) }
    let parts = split(text)
    switch parts.count {
    case 1:
      guard let days = days(parts[0]) else { return nil }
      return .init(first: days.first, last: days.last)
    case 2:
      if parts[0].isEmpty && parts[1].isEmpty { return nil }
      let from = parts[0].isEmpty ? nil : days(parts[0])
      let to = parts[1].isEmpty ? nil : days(parts[1])
      if (from == nil) != parts[0].isEmpty || (to == nil) != parts[1].isEmpty { return nil }
      return .init(first: from?.first, last: to?.last)
    default: return nil
    }
  }

  /// Before or after all of what is named, or with the sign of equality up to or from it.
  private static func comparison(_ text: String, _ sign: Character) -> ParsedQuery.DateRange? {
    var rest = text.dropFirst()
    let isOpen = rest.first != "="
    if !isOpen { rest = rest.dropFirst() }
    guard let days = days(rest) else { return nil }
    if sign == ">" { return .init(first: isOpen ? days.last + 1 : days.first, last: nil) }
    return .init(first: nil, last: isOpen ? days.first - 1 : days.last)
  }

  private static func split(_ text: String) -> [Substring] {
    let bytes = Array(text.utf8)
    for index in 0..<max(0, bytes.count - 1) where bytes[index] == 0x2E && bytes[index + 1] == 0x2E
    {
      let first = String(decoding: bytes[..<index], as: UTF8.self)
      let second = String(decoding: bytes[(index + 2)...], as: UTF8.self)
      return [first[...], second[...]]
    }
    return [text[...]]
  }

  /// First and last day of a year, a month or a day.
  private static func days(_ text: Substring) -> (first: Int32, last: Int32)? {
    let parts = parts(text)
    guard let year = number(parts.first, digits: 4...4) else { return nil }
    switch parts.count {
    case 1:
      return (CivilDate.dayNumber(year, 1, 1), CivilDate.dayNumber(year + 1, 1, 1) - 1)
    case 2:
      guard let month = number(parts[1], digits: 1...2), (1...12).contains(month) else {
        return nil
      }
      let next = month == 12 ? (year + 1, 1) : (year, month + 1)
      return (CivilDate.dayNumber(year, month, 1), CivilDate.dayNumber(next.0, next.1, 1) - 1)
    case 3:
      guard let month = number(parts[1], digits: 1...2), (1...12).contains(month),
        let day = number(parts[2], digits: 1...2), (1...31).contains(day)
      else { return nil }
      let result = CivilDate.dayNumber(year, month, day)
      // The 31st of a shorter month would be a day of the next.
      let next =
        month == 12 ? CivilDate.dayNumber(year + 1, 1, 1) : CivilDate.dayNumber(year, month + 1, 1)
      return result < next ? (result, result) : nil
    default: return nil
    }
  }

  /// The numbers of a date: 2023-12-05, 2023/12/05, 2023.12.05, 2023년 12월 5일.
  private static func parts(_ text: Substring) -> [Substring] {
    if text.contains("년") {
      let units: [Character] = ["년", "월", "일"]
      var rest = text.filter { !$0.isWhitespace }[...]
      var parts: [Substring] = []
      for unit in units where !rest.isEmpty {
        guard let end = rest.firstIndex(of: unit) else { return [] }
        parts.append(rest[..<end])
        rest = rest[rest.index(after: end)...]
      }
      return rest.isEmpty ? parts : []
    }
    for separator in ["/", "."] as [Character] where text.contains(separator) {
      return text.split(separator: separator, omittingEmptySubsequences: false)
    }
    return text.split(separator: "-", omittingEmptySubsequences: false)
  }

  private static func number(_ text: Substring?, digits: ClosedRange<Int>) -> Int? {
    guard let text, digits.contains(text.utf8.count),
      text.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 })
    else { return nil }
    return Int(text)
  }
}
