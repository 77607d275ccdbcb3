import SearchProtocol

/// An integer with commas: 1234567 as "1,234,567".
func grouped(_ number: Int) -> String {
  let digits = Array(String(number.magnitude).utf8)
  var bytes: [UInt8] = number < 0 ? [UInt8(ascii: "-")] : []
  for (index, digit) in digits.enumerated() {
    if index > 0 && (digits.count - index) % 3 == 0 { bytes.append(UInt8(ascii: ",")) }
    bytes.append(digit)
  }
  return String(decoding: bytes, as: UTF8.self)
}

/// A count with its noun: "1 file", "2 files", "3 queries".
func counted(_ number: Int, _ noun: String) -> String {
  let vowelBefore = noun.dropLast().last.map("aeiou".contains) ?? false
  let plural = noun.hasSuffix("y") && !vowelBefore ? "\(noun.dropLast())ies" : "\(noun)s"
  return "\(grouped(number)) \(number == 1 ? noun : plural)"
}

/// A number of bytes in decimal units, to three digits or so: "999 B", "1.2 kB", "34 MB".
func byteCount(_ bytes: some BinaryInteger) -> String {
  var value = Double(bytes)
  guard value >= 1000 else { return "\(bytes) B" }
  var units = ["kB", "MB", "GB", "TB"][...]
  value /= 1000
  // 999.95 rounds to 1000.0: that is the next unit already.
  while value >= 999.5 && units.count > 1 {
    value /= 1000
    units.removeFirst()
  }
  let text = fixed(value, decimals: value < 9.95 ? 1 : 0)
  return "\(text) \(units.first ?? "")"
}

/// A duration in seconds: "12 ms", "3.4 s", "2:05".
func duration(_ seconds: Double) -> String {
  if seconds < 1 { return fixed(seconds * 1000, decimals: 0) + " ms" }
  if seconds < 60 { return fixed(seconds, decimals: 1) + " s" }
  return clockTime(seconds)
}

/// Minutes and seconds: "0:07", "12:34", "1:02:03".
func clockTime(_ seconds: Double) -> String {
  // Comparisons with NaN are false, so that it becomes zero.
  let whole = seconds > 0 ? Int(min(seconds, 360_000)) : 0
  let tail = twoDigits(whole % 60)
  guard whole >= 3600 else { return "\(whole / 60):\(tail)" }
  return "\(whole / 3600):\(twoDigits(whole / 60 % 60)):\(tail)"
}

/// Megabytes (10^6 bytes) a second.
func megabytesPerSecond(_ bytes: UInt64, _ seconds: Double) -> String {
  fixed(seconds > 0 ? Double(bytes) / 1e6 / seconds : 0, decimals: 1) + " MB/s"
}

/// At least two digits: 7 as "07".
func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
