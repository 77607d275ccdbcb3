import IndexBytes

/// A term's cursor in a segment and the positions read through it.
struct TermCursor: BitwiseCopyable {
  var cursor: PostingsCursor
  /// One element, made when positions are asked for.
  private var positions: FlatBuffer<PositionsCursor>?
  /// The positions of the section read last, ascending, and how many there are.
  private(set) var values: FlatBuffer<UInt32>
  private(set) var count = 0
  /// The section that `positions` were read of.
  private var read = PostingsCursor.noMoreSections

  init(_ cursor: PostingsCursor) {
    self.cursor = cursor
    values = cursor.sections
  }

  /// Whether the positions of the section that the cursor stands on were read.
  @inline(__always)
  var isRead: Bool { read == cursor.section }

  /// Reads the positions of the section that the cursor stands on.
  fileprivate mutating func readPositions(
    _ segment: Segment, _ arena: FlatArena
  ) throws(IndexError) -> Bool {
    if positions == nil { try open(segment, arena) }
    guard let positions else { return false }
    guard positions[0].read(&cursor, arena) else { return false }
    values = positions[0].values
    count = positions[0].count
    read = cursor.section
    return true
  }

  private mutating func open(_ segment: Segment, _ arena: FlatArena) throws(IndexError) {
    let positions: FlatBuffer<PositionsCursor> = arena.buffer(count: 1)
    positions[0] = try PositionsCursor(segment, cursor.info, arena: arena)
    self.positions = positions
  }
}

/// The cursors of a query's terms in one segment, each opened once whoever asks for it.
///
/// Those who share one at a time ask for sections in the same ascending order, so that a cursor never
/// stands behind a section that another has yet to look at.
final class TermCursors {
  private(set) var segment: Segment
  let arena: FlatArena
  /// When the search gives up.
  private(set) var deadline: SearchDeadline?
  private var lookups: TermLookups
  private var known = TermNumbers(bits: 6)
  /// The cursors by number of the term.
  private var places: [FlatBuffer<TermCursor>] = []
  /// Those of scoring terms by their numbers in the query.
  private var scoring: [FlatBuffer<TermCursor>?] = []

  /// No cursor yet; their memory is the scratch's, which must outlive them. `SearchScratch.cursors` makes
  /// none where it can use others again.
  convenience init(_ segment: Segment, _ scratch: SearchScratch) {
    self.init(segment, scratch.arena, scratch.lookups(segment), scratch.deadline)
  }

  private init(
    _ segment: Segment, _ arena: FlatArena, _ lookups: TermLookups, _ deadline: SearchDeadline?
  ) {
    self.segment = segment
    self.arena = arena
    self.deadline = deadline
    self.lookups = lookups
    places.reserveCapacity(Self.usualTerms)
    scoring.reserveCapacity(Self.usualTerms)
  }

  /// Terms of a query in a segment, with those that its stems may be made of; more need more memory.
  private static let usualTerms = 48

  /// Forgets all cursors, for the next query.
  func clear(_ segment: Segment, _ lookups: TermLookups, _ deadline: SearchDeadline?) {
    self.segment = segment
    self.lookups = lookups
    self.deadline = deadline
    known.removeAll()
    places.removeAll(keepingCapacity: places.count <= Self.mostKept)
    scoring.removeAll(keepingCapacity: scoring.count <= Self.mostKept)
  }

  /// Terms beyond which the memory of a query is not kept for the next.
  private static let mostKept = 1024

  /// Cursors of their own in the same segment.
  func fresh() -> TermCursors { TermCursors(segment, arena, lookups, deadline) }

  /// The place of a term's cursor; nil where the segment does not have the term.
  func cursor(_ term: [UInt8]) throws(IndexError) -> FlatBuffer<TermCursor>? {
    if let number = known.number(term, 0, term.count) { return places[number] }
    guard let info = try lookups.lookup(term) else { return nil }
    return try open(term, info)
  }

  /// The place of the cursor of the query's scoring term with a number, if it was noted.
  func scoring(_ number: Int) -> FlatBuffer<TermCursor>? {
    number >= 0 && number < scoring.count ? scoring[number] : nil
  }

  /// Says which scoring term of the query a cursor is of.
  func note(_ cursor: FlatBuffer<TermCursor>, scoring number: Int) {
    while scoring.count <= number { scoring.append(nil) }
    scoring[number] = cursor
  }

  /// Where the list of a term of some stems is; nil where the segment does not have it.
  func info(_ number: Int, of stems: FlatStems) throws(IndexError) -> TermInfo? {
    if let known = lookups.remembered(stems.keys[number]) {
      return known.sections > 0 ? known : nil
    }
    return try lookups.lookup(stems.terms[number])
  }

  /// The place of a term's cursor, whose list is at `info`.
  func cursor(_ term: [UInt8], _ info: TermInfo) throws(IndexError) -> FlatBuffer<TermCursor> {
    if let number = known.number(term, 0, term.count) { return places[number] }
    return try open(term, info)
  }

  private func open(
    _ term: [UInt8], _ info: TermInfo
  ) throws(IndexError) -> FlatBuffer<TermCursor> {
    let place: FlatBuffer<TermCursor> = arena.buffer(count: 1)
    place[0] = TermCursor(try PostingsCursor(segment, info, arena: arena))
    _ = known.insert(term)
    places.append(place)
    return place
  }

  /// Reads the positions of the section that a cursor stands on, unless they were.
  ///
  /// - Returns: Whether the bytes are what they should be.
  /// - Throws: `.corrupt` where the positions are not inside the segment.
  @inline(__always)
  func readPositions(_ term: FlatBuffer<TermCursor>) throws(IndexError) -> Bool {
    if term[0].isRead { return true }
    return try term[0].readPositions(segment, arena)
  }
}
