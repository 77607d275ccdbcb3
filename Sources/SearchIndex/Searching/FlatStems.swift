import IndexBytes

/// A `StemRow` in flat buffers, for loops in which no reference is to be counted.
struct FlatStems {
  let stems: FlatBuffer<StemRow.Stem>
  let units: FlatBuffer<StemRow.Unit>
  let lone: FlatBuffer<Int>
  let scoring: FlatBuffer<Int>
  let keys: FlatBuffer<UInt64>
  let terms: [[UInt8]]

  /// O(terms).
  ///
  /// - Parameters:
  ///   - row: The stems.
  ///   - arena: Must outlive this.
  init(_ row: StemRow, _ arena: FlatArena) {
    stems = Self.copy(row.stems, arena)
    units = Self.copy(row.units, arena)
    lone = Self.copy(row.lone, arena)
    scoring = Self.copy(row.scoring, arena)
    keys = Self.copy(row.keys, arena)
    terms = row.terms
  }

  private static func copy<Element: BitwiseCopyable>(
    _ array: [Element], _ arena: FlatArena
  ) -> FlatBuffer<Element> {
    let buffer: FlatBuffer<Element> = arena.buffer(count: array.count)
    for index in array.indices { buffer[index] = array[index] }
    return buffer
  }
}
