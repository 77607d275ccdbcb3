/// Appends a number with a fixed count of decimals, "12.30" for instance, without Foundation.
///
/// Rounds half away from zero, on the binary value scaled by a power of ten. Magnitudes from 2^63
/// of the last decimal on, which no score or duration reaches, are written as Swift writes them,
/// and so are infinities and NaN.
///
/// - Parameters:
///   - value: The number.
///   - decimals: How many digits after the point, 0 to 9.
///   - bytes: Where the ASCII digits go.
public func appendFixed(_ value: Double, decimals: Int, to bytes: inout [UInt8]) {
  let decimals = min(max(decimals, 0), 9)
  var scale = 1
  for _ in 0..<decimals { scale *= 10 }
  let scaled = (value.magnitude * Double(scale)).rounded(.toNearestOrAwayFromZero)
  guard scaled.isFinite, let units = Int(exactly: scaled) else {
    bytes += "\(value)".utf8
    return
  }
  if value < 0 && units > 0 { bytes.append(UInt8(ascii: "-")) }
  bytes += String(units / scale).utf8
  guard decimals > 0 else { return }
  bytes.append(UInt8(ascii: "."))
  let fraction = String(units % scale)
  bytes += repeatElement(UInt8(ascii: "0"), count: decimals - fraction.utf8.count)
  bytes += fraction.utf8
}

/// A number with a fixed count of decimals; see `appendFixed`.
public func fixed(_ value: Double, decimals: Int) -> String {
  var bytes: [UInt8] = []
  appendFixed(value, decimals: decimals, to: &bytes)
  return String(decoding: bytes, as: UTF8.self)
}
