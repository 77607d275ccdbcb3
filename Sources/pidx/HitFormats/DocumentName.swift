/// A document's id as one word: blanks, controls and the characters in `reserved` become %XX.
func oneWord(_ id: String, reserved: [UInt8] = []) -> String {
  guard id.utf8.contains(where: { $0 <= 0x20 || $0 == 0x7F || reserved.contains($0) }) else {
    return id
  }
  var bytes: [UInt8] = []
  for byte in id.utf8 {
    if byte <= 0x20 || byte == 0x7F || reserved.contains(byte) {
      bytes.append(UInt8(ascii: "%"))
      bytes += (byte < 16 ? "0" : "").utf8
      bytes += String(byte, radix: 16, uppercase: true).utf8
    } else {
      bytes.append(byte)
    }
  }
  return String(decoding: bytes, as: UTF8.self)
}
