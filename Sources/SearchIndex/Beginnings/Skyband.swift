import IndexBytes

/// A section that holds words, and how often.
struct CountedSection: BitwiseCopyable, Equatable {
  let section: UInt32
  /// How often it holds one of them, 1 or more.
  let occurrences: UInt32
}

/// Finds the sections that can be among the `depth` best for a word, whatever the parameters of BM25.
///
/// A section comes before another for certain if it holds the word as often or more, is as long or
/// shorter, and where both are equal comes first. Those that fewer than `depth` others come before
/// for certain are the k-skyband of all (Papadias, Tao, Fu and Seeger, "Progressive skyline computation
/// in database systems", 2005). As most sections hold a word once or twice, they are few.
struct Skyband {
  /// Ranks that are told: twice as many as are asked for as a rule. Part of the format, which would get
  /// another version with another number.
  static let depth = 20
  /// Numbers of occurrences that have a list of their own.
  private static let levels = 256

  /// The shortest sections of each number of occurrences, in order: length in the high half, number of
  /// the section in the low.
  private let shortest: FlatBuffer<UInt64>
  /// How many each level has.
  private let counts: FlatBuffer<UInt32>
  /// What a section needs less than to enter a level.
  private let limits: FlatBuffer<UInt64>
  /// Sections of more occurrences than there are levels.
  private var rest: [Contender] = []
  /// The highest level that has a section.
  private var highest = 0

  private struct Contender {
    let occurrences: UInt32
    let key: UInt64
  }

  /// - Parameter arena: Must outlive this.
  init(_ arena: FlatArena) {
    shortest = arena.buffer(count: (Self.levels + 1) * Self.depth)
    counts = arena.buffer(of: 0, count: Self.levels + 1)
    limits = arena.buffer(of: .max, count: Self.levels + 1)
  }

  /// Takes a section; each is offered once. O(1), and O(depth) for one that is kept.
  @inline(__always)
  mutating func offer(_ section: UInt32, occurrences: UInt32, length: UInt32) {
    let key = UInt64(length) &<< 32 | UInt64(section)
    if occurrences <= Self.levels {
      if key < limits[Int(occurrences)] { insert(key, Int(occurrences)) }
    } else {
      rest.append(Contender(occurrences: occurrences, key: key))
    }
  }

  @inline(never)
  private mutating func insert(_ key: UInt64, _ level: Int) {
    highest = max(highest, level)
    let start = level &* Self.depth
    var place = start &+ Int(counts[level])
    if counts[level] == Self.depth {
      place &-= 1
    } else {
      counts[level] &+= 1
    }
    while place > start, shortest[place &- 1] > key {
      shortest[place] = shortest[place &- 1]
      place &-= 1
    }
    shortest[place] = key
    if counts[level] == Self.depth { limits[level] = shortest[start &+ Self.depth &- 1] }
  }

  /// The sections that can be among the best, in order of their numbers; forgets them all.
  /// O(levels · depth²), and O(n log n) for n sections of hundreds of occurrences.
  mutating func take() -> [CountedSection] {
    var found: [CountedSection] = []
    var ahead = Ahead()
    rest.sort { ($1.occurrences, $0.key) < ($0.occurrences, $1.key) }
    for contender in rest {
      ahead.add(contender.key, contender.occurrences, to: &found)
    }
    rest.removeAll()
    for level in stride(from: highest, to: 0, by: -1) {
      for place in 0..<Int(counts[level]) {
        ahead.add(shortest[level * Self.depth + place], UInt32(level), to: &found)
      }
      counts[level] = 0
      limits[level] = .max
    }
    highest = 0
    return found.sorted { $0.section < $1.section }
  }

  /// The shortest lengths of the sections so far, which all hold the word as often as what follows, or
  /// more.
  private struct Ahead {
    private var lengths: [UInt64] = []

    /// Keeps a section that not too many are ahead of; of as many occurrences they come in order.
    mutating func add(_ key: UInt64, _ occurrences: UInt32, to found: inout [CountedSection]) {
      let length = key >> 32
      var place = lengths.count
      while place > 0, lengths[place - 1] > length { place -= 1 }
      if place == Skyband.depth { return }
      lengths.insert(length, at: place)
      if lengths.count > Skyband.depth { lengths.removeLast() }
      let section = UInt32(truncatingIfNeeded: key)
      found.append(CountedSection(section: section, occurrences: occurrences))
    }
  }
}
