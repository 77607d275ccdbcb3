import CICU

/// One scalar of a chunk after folding: what it is, and the original bytes it came from.
typealias ChunkUnit = cicu_unit

/// What a unit is, as far as cutting is concerned.
enum UnitKind: UInt8 {
  case other = 0
  case letter = 1
  case digit = 2
  case mark = 3
  case hangul = 4
  case dictionary = 5
  case symbol = 6
  case flag = 7
}

extension ChunkUnit {
  /// The script number of Latin letters.
  static let latinScript: UInt16 = 25

  /// What the unit is.
  var type: UnitKind {
    @inline(__always) get { UnitKind(rawValue: kind) ?? .other }
  }

  /// Whether ICU sees a word boundary before the unit.
  var beginsWord: Bool { flags & UInt8(CICU_BOUNDARY) != 0 }

  /// Whether the original character was upper or title case.
  var isUpper: Bool { flags & UInt8(CICU_UPPER) != 0 }

  var isLetter: Bool { type == .letter }
  var isDigit: Bool { type == .digit }

  /// Whether the unit is a precomposed Hangul syllable.
  var isSyllable: Bool { 0xAC00...0xD7A3 ~= scalar }

  /// The unit's length in UTF-8, in bytes.
  var utf8Length: Int {
    switch scalar {
    case 0..<0x80: 1
    case 0x80..<0x800: 2
    case 0x800..<0x10000: 3
    default: 4
    }
  }

  /// A unit that stands in the text as it is, or as an upper-case ASCII letter.
  init(_ type: UnitKind, scalar: UInt32, start: Int, end: Int, isUpper: Bool = false) {
    self.init(
      scalar: scalar, start: UInt32(start), end: UInt32(end),
      script: type == .letter ? Self.latinScript : 0, kind: type.rawValue,
      flags: isUpper ? UInt8(CICU_UPPER) : 0)
  }
}
