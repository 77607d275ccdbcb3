/// The first place from `start` on at which `isBefore` does not hold: it holds at all places before that one
/// and at none behind it. Steps that double, then halving. O(log distance).
///
/// - Parameters:
///   - start: Where to begin, at most `end`.
///   - end: Behind the last place.
///   - isBefore: Is asked about places in `start ..< end`.
/// - Returns: The place; `end` where it holds at all of them.
@inlinable @inline(__always)
public func gallop(from start: Int, to end: Int, while isBefore: (Int) -> Bool) -> Int {
  var low = start
  var high = start
  var step = 1
  while high < end, isBefore(high) {
    low = high &+ 1
    high = high &+ step
    step = step &* 2
  }
  high = min(high, end)
  while low < high {
    let middle = (low &+ high) >> 1
    if isBefore(middle) { low = middle &+ 1 } else { high = middle }
  }
  return low
}
