import IndexBytes

/// A list that every match is in, or may be in, and what it gives at most in the stretch of sections
/// looked at.
struct ConjunctionList: BitwiseCopyable {
  /// Stands for a frequency that is not known. A score hardly grows that far.
  private static let unknown: Float = 1e30
  /// Blocks that are looked at for the bounds of one block of the leading list, at most.
  private static let widestStretch = 16

  var cursor: PostingsCursor
  let weight: Float
  /// Whether it can add to a score: what is below half a quantum is nothing.
  let adds: Bool
  /// Marks the sections that are in it; 0 for a list that every match is in.
  let mark: UInt32
  /// The largest frequency of the stretch.
  private(set) var frequency: Float
  /// Tokens of its shortest section, at least.
  private(set) var shortest: UInt32
  private let listFrequency: Float
  private let listShortest: UInt32
  /// Whether stretches have bounds of their own.
  private var hasStretches = false
  private var stretchBlock = 0

  init(
    _ cursor: PostingsCursor, weight: Float, _ model: BM25, shortest: UInt32, mark: UInt32 = 0
  ) {
    self.cursor = cursor
    self.mark = mark
    self.weight = weight
    adds = weight > model.quantum / 2
    let maxima = self.cursor.listMaxima()
    listFrequency = Self.frequency(maxima.frequency)
    listShortest = max(maxima.length, shortest)
    frequency = listFrequency
    self.shortest = listShortest
  }

  /// Bounds stretches of about a block of `lead` each, which has fewer sections.
  mutating func follow(_ lead: PostingsCursor) {
    hasStretches =
      cursor.blockCount > 1 && lead.blockCount > 1
      && cursor.blockCount <= lead.blockCount &* Self.widestStretch
  }

  private static func frequency(_ frequency: UInt32) -> Float {
    frequency == .max ? unknown : Float(frequency)
  }

  /// Looks at the blocks that have sections of a stretch; false where the list ends before it.
  mutating func bound(_ first: UInt32, through last: UInt32) -> Bool {
    guard hasStretches else { return true }
    var block = cursor.findBlock(first, from: stretchBlock)
    stretchBlock = block
    if block >= cursor.blockCount {
      // At least what it gives, and no division of nothing by nothing.
      frequency = 1
      return false
    }
    var most: UInt32 = 0
    var least = UInt32.max
    while block < cursor.blockCount {
      let maxima = cursor.maxima(ofBlock: block)
      most = max(most, maxima.frequency)
      least = min(least, maxima.length)
      if cursor.end(ofBlock: block) >= last { break }
      block &+= 1
    }
    frequency = Self.frequency(most)
    shortest = max(least, listShortest)
    return true
  }

  /// Bounds one block as a stretch of its own.
  mutating func bound(ofBlock block: Int) {
    guard cursor.blockCount > 1 else { return }
    let maxima = cursor.maxima(ofBlock: block)
    frequency = Self.frequency(maxima.frequency)
    shortest = max(maxima.length, listShortest)
  }

  /// What it gives at most to a section of the stretch that has `length` tokens or more.
  @inline(__always)
  func bound(ofLength length: Float, _ model: BM25) -> Float {
    adds ? model.score(weight, frequency: frequency, length: length) + model.quantum : 0
  }

  /// The same where that section is in the list: its length is one of the list's then.
  @inline(__always)
  func boundOfMember(_ length: UInt32, _ model: BM25) -> Float {
    bound(ofLength: Float(max(length, shortest)), model)
  }

  /// What it gives at most to any section.
  func listBound(_ model: BM25) -> Float {
    guard adds else { return 0 }
    return model.score(weight, frequency: listFrequency, length: Float(listShortest))
      + model.quantum
  }

  /// The largest frequency of a block.
  @inline(__always)
  func frequency(ofBlock block: Int) -> Float {
    cursor.blockCount > 1 ? Self.frequency(cursor.maxima(ofBlock: block).frequency) : frequency
  }
}
