/// What columns and ranges of an answer count.
public enum Positions: String, Sendable, CaseIterable {
  /// Bytes of UTF-8: as in the file.
  case utf8
  /// UTF-16 code units, as VS Code counts.
  case utf16
  /// Unicode scalars, as Emacs counts.
  case char
}

extension Positions {
  /// Byte ranges of `text`, ascending and apart, in this unit. O(text).
  public func convert(_ ranges: [Range<Int>], of text: String) -> [Range<Int>] {
    guard self != .utf8, !ranges.isEmpty else { return ranges }
    var counter = UnitCounter(text, self)
    return ranges.map { range in
      let start = counter.units(before: range.lowerBound)
      return start..<counter.units(before: range.upperBound)
    }
  }

  /// Units in the first `bytes` bytes of `text`. O(bytes).
  public func units(in text: String, bytes: Int) -> Int {
    guard self != .utf8 else { return bytes }
    var counter = UnitCounter(text, self)
    return counter.units(before: bytes)
  }
}

/// Counts units from the start of a text, forwards only.
private struct UnitCounter {
  private var rest: Substring.UTF8View
  private let positions: Positions
  private var bytes = 0
  private var units = 0

  init(_ text: String, _ positions: Positions) {
    rest = text[...].utf8
    self.positions = positions
  }

  /// Units before the byte at `offset`.
  mutating func units(before offset: Int) -> Int {
    while bytes < offset, let byte = rest.popFirst() {
      bytes += 1
      // A scalar counts at its first byte; one of four bytes is two UTF-16 units.
      if byte & 0xC0 != 0x80 { units += positions == .utf16 && byte >= 0xF0 ? 2 : 1 }
    }
    return units
  }
}
