/// Numbers of links, by their hashes; 0 is no link's hash.
///
/// The hashes are spread evenly already, so their low bits are places of a table.
struct LinkNumbers {
  private var hashes: [UInt64]
  private var numbers: [Int]

  /// No link yet, with room for `capacity`.
  init(capacity: Int) {
    var places = 16
    while places < 2 * capacity { places *= 2 }
    hashes = [UInt64](repeating: 0, count: places)
    numbers = [Int](repeating: 0, count: places)
  }

  /// The number of the link with this hash: the one that it has, or else `number`, which it has from
  /// now on. O(1).
  mutating func insert(_ hash: UInt64, _ number: Int) -> Int {
    let mask = hashes.count - 1
    var place = Int(truncatingIfNeeded: hash) & mask
    while hashes[place] != 0 {
      if hashes[place] == hash { return numbers[place] }
      place = (place + 1) & mask
    }
    hashes[place] = hash
    numbers[place] = number
    return number
  }
}
