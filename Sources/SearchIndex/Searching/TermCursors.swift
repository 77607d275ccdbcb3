import IndexBytes

/// A term's cursor in a segment and the positions read through it.
struct TermCursor: BitwiseCopyable {
  var cursor: PostingsCursor
  private var positions: PositionsCursor?
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
    if positions == nil { positions = try PositionsCursor(segment, cursor.info, arena: arena) }
    guard positions?.read(&cursor, arena) == true else { return false }
    values = positions?.values ?? values
    count = positions?.count ?? 0
    read = cursor.section
    return true
  }
}

/// The cursors of a query's terms in one segment, each opened once whoever asks for it.
///
/// Those who share one ask for sections in the same ascending order, so that a cursor never stands
/// behind a section that another has yet to look at.
final class TermCursors {
  let segment: Segment
  let arena: FlatArena
  private var known: [[UInt8]: FlatBuffer<TermCursor>] = [:]

  /// No cursor yet; their memory is the arena's, which must outlive them.
  init(_ segment: Segment, _ arena: FlatArena) {
    self.segment = segment
    self.arena = arena
  }

  /// The place of a term's cursor; nil where the segment does not have the term.
  func cursor(_ term: [UInt8]) throws(IndexError) -> FlatBuffer<TermCursor>? {
    if let place = known[term] { return place }
    guard let info = try segment.dictionary.lookup(term) else { return nil }
    return try cursor(term, info)
  }

  /// The place of a term's cursor, whose list is at `info`.
  func cursor(_ term: [UInt8], _ info: TermInfo) throws(IndexError) -> FlatBuffer<TermCursor> {
    if let place = known[term] { return place }
    let place: FlatBuffer<TermCursor> = arena.buffer(count: 1)
    place[0] = TermCursor(try PostingsCursor(segment, info, arena: arena))
    known[term] = place
    return place
  }

  /// Puts every cursor before its list again.
  func restart() { for term in known.values { term[0].cursor.restart() } }

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
