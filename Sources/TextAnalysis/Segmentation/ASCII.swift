/// The classes of ASCII that UAX #29 and folding distinguish.
enum ASCII {
  @inline(__always)
  static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 }

  @inline(__always)
  static func isUpper(_ byte: UInt8) -> Bool { byte &- 0x41 < 26 }

  @inline(__always)
  static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }

  /// ICU 72 counts @ among the letters (ALetter), so that mail addresses stay whole.
  static let at: UInt8 = 0x40
  static let underscore: UInt8 = 0x5F
  static let apostrophe: UInt8 = 0x27
  static let point: UInt8 = 0x2E
  static let comma: UInt8 = 0x2C
  static let plus: UInt8 = 0x2B
  static let sharp: UInt8 = 0x23
}
