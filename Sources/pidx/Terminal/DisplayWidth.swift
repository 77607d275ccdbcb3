/// How many columns of a terminal the text takes: two for Hangul, Han, Kana and most emoji, none
/// for combining marks.
func displayWidth(_ text: String) -> Int {
  var width = 0
  for scalar in text.unicodeScalars { width += columns(scalar) }
  return width
}

/// The text with blanks behind it, up to `width` columns.
func padded(_ text: String, to width: Int) -> String {
  text + String(repeating: " ", count: max(0, width - displayWidth(text)))
}

/// The text with blanks before it, up to `width` columns.
func rightAligned(_ text: String, to width: Int) -> String {
  String(repeating: " ", count: max(0, width - displayWidth(text))) + text
}

private func columns(_ scalar: Unicode.Scalar) -> Int {
  switch scalar.value {
  case 0..<0x300: 1
  // Combining marks; vowels and finals of decomposed Hangul; joiners and variation selectors.
  case 0x300...0x36F, 0x1160...0x11FF, 0x200B...0x200F, 0xFE00...0xFE0F: 0
  case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF,
    0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F900...0x1F9FF,
    0x20000...0x3FFFD:
    2
  default: 1
  }
}
