import Glibc

/// The number with four decimals, rounded as C and Python round.
func decimals(_ value: Double) -> String {
  var buffer = [CChar](repeating: 0, count: 400)
  let length = withVaList([value]) { vsnprintf(&buffer, buffer.count, "%.4f", $0) }
  let text = String(
    decoding: buffer.prefix(Int(length)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
  return text == "-0.0000" ? "0.0000" : text
}

/// The number with four decimals and its sign, unless it is 0.
func signedDecimals(_ value: Double) -> String {
  let text = decimals(value)
  return text.hasPrefix("-") || text == "0.0000" ? text : "+\(text)"
}
