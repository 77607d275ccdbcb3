/// Splits lists of names and tags written as one string.
enum NameList {
  /// The names in "A, B and C": at semicolons if there are any, else at commas and "and".
  static func names(in text: String) -> [String] {
    let hasSemicolons = text.utf8.contains(UInt8(ascii: ";"))
    let parts = text.unicodeScalars.split { scalar in
      hasSemicolons ? scalar == ";" : [",", "、", ",", "·"].contains(scalar)
    }
    return parts.flatMap { splitAtAnd(String($0)) }.filter { !$0.isEmpty && !isAndOthers($0) }
  }

  /// The tags in "#one, #two" or "one two": at commas if there are any, else at white space.
  static func tags(in text: String) -> [String] {
    let hasCommas = text.utf8.contains(UInt8(ascii: ","))
    let parts = text.unicodeScalars.split { scalar in
      hasCommas ? scalar == "," : scalar.properties.isWhitespace
    }
    return parts.map { tag(String($0)) }.filter { !$0.isEmpty }
  }

  /// A tag without white space around it and "#" before it.
  static func tag(_ text: String) -> String {
    String(text.trimmedASCII().drop { $0 == "#" })
  }

  private static func splitAtAnd(_ text: String) -> [String] {
    let words = text.utf8.split(whereSeparator: \.isASCIISpace)
    let groups = words.split { $0.elementsEqual("and".utf8) || $0.elementsEqual("&".utf8) }
    return groups.map { group in
      group.map { String(Substring($0)) }.joined(separator: " ")
    }
  }

  private static func isAndOthers(_ name: String) -> Bool {
    ["et al.", "et al", "외"].contains(name)
  }
}

extension String {
  /// The string without ASCII white space at both ends.
  func trimmedASCII() -> String {
    let start = utf8.drop(while: \.isASCIISpace)
    let end = start.suffix(while: \.isASCIISpace)
    guard start.count != utf8.count || !end.isEmpty else { return self }
    return String(Substring(start[..<end.startIndex]))
  }
}

extension String {
  /// The string with each run of white space made one space, and none at the ends.
  func collapsingWhiteSpace() -> String {
    if isCollapsedASCII { return self }
    return unicodeScalars.split { $0.isWhiteSpace }.map { String($0) }.joined(separator: " ")
  }

  /// Whether there is nothing to collapse, told from bytes alone; U+0085, U+00A0, U+1680, U+2000
  /// to U+205F and U+3000 start with the bytes C2, E1, E2 and E3.
  private var isCollapsedASCII: Bool {
    var previous: UInt8 = 0x20
    for byte in utf8 {
      if byte < 0x20 || byte == 0xC2 || (byte >= 0xE1 && byte <= 0xE3) { return false }
      if byte == 0x20, previous == 0x20 { return false }
      previous = byte
    }
    return previous != 0x20 || isEmpty
  }
}

extension Unicode.Scalar {
  fileprivate var isWhiteSpace: Bool {
    value < 0x80 ? UInt8(value).isASCIISpace : properties.isWhitespace
  }
}
