import IndexBytes

/// A segment within a generation: what of it is dead. A class, since searches pass it on and on.
final class LiveSegment: Sendable {
  let segment: Segment
  let entry: Manifest.SegmentEntry
  /// Sections of dead files, ascending and apart.
  let dead: [Range<UInt32>]

  init(_ segment: Segment, _ entry: Manifest.SegmentEntry) throws(IndexError) {
    self.segment = segment
    self.entry = entry
    var dead: [Range<UInt32>] = []
    for file in entry.deadFiles {
      guard file < segment.summary.files else {
        throw segment.file.corrupt(
          at: nil, expected: "\(segment.summary.files) files, as the manifest has",
          found: "a dead file \(file)")
      }
      let record = try segment.fileRecord(file)
      guard record.sections > 0 else { continue }
      let range = UInt32(record.firstSection)..<UInt32(record.firstSection + record.sections)
      if let last = dead.last, last.upperBound == range.lowerBound {
        dead[dead.count - 1] = last.lowerBound..<range.upperBound
      } else {
        dead.append(range)
      }
    }
    self.dead = dead
  }

  /// When a file last changed, as far as the index knows: nanoseconds since 1970.
  func modified(_ number: Int, _ file: FileRecord) -> Int64 {
    entry.touched.last { $0.file == number }?.modified ?? file.modified
  }

  /// Whether a section is in a live file. O(log dead).
  func isLive(_ section: UInt32) -> Bool {
    if dead.isEmpty { return true }
    var low = 0
    var high = dead.count
    while low < high {
      let middle = (low + high) / 2
      if dead[middle].upperBound <= section { low = middle + 1 } else { high = middle }
    }
    return low == dead.count || section < dead[low].lowerBound
  }

  /// How many live sections hold a term: exact, so that ranking never depends on history.
  ///
  /// O(dead sections that hold the term).
  func liveSections(_ cursor: PostingsCursor) -> Int {
    var cursor = cursor
    var count = cursor.info.sections
    for range in dead {
      cursor.advance(to: range.lowerBound)
      while cursor.section < range.upperBound {
        count -= 1
        cursor.next()
      }
    }
    return count
  }

  /// The same of a list, read by a cursor in `arena` where that is needed.
  func liveSections(_ info: TermInfo, _ arena: FlatArena) throws(IndexError) -> Int {
    if dead.isEmpty { return info.sections }
    return liveSections(try PostingsCursor(segment, info, arena: arena))
  }

  /// Occurrences of a term in live sections, and how many of them begin a word: exact.
  ///
  /// O(occurrences in dead sections).
  func liveOccurrences(
    _ term: [UInt8], _ lookups: TermLookups
  ) throws(IndexError) -> (occurrences: Int, wordStarts: Int) {
    guard let info = try lookups.lookup(term) else { return (0, 0) }
    var result = (occurrences: info.occurrences, wordStarts: info.wordStarts)
    if dead.isEmpty { return result }
    let start = [TermMark.wordStart] + PhraseUnit.firstCharacter(term)
    let startInfo = info.wordStarts > 0 ? try lookups.lookup(start) : nil
    let arena = FlatArena()
    var cursor = try PostingsCursor(segment, info, arena: arena)
    var starts = try PostingsCursor(segment, startInfo ?? info, arena: arena)
    var places = try PositionsCursor(segment, info, arena: arena)
    var startPlaces = try PositionsCursor(segment, startInfo ?? info, arena: arena)
    for range in dead {
      cursor.advance(to: range.lowerBound)
      while cursor.section < range.upperBound {
        result.occurrences -= Int(cursor.frequency)
        if startInfo != nil {
          starts.advance(to: cursor.section)
          if starts.section == cursor.section, places.read(&cursor, arena),
            startPlaces.read(&starts, arena)
          {
            result.wordStarts -= Self.shared(places, startPlaces)
          }
        }
        cursor.next()
      }
    }
    withExtendedLifetime(arena) {}
    return result
  }

  /// Occurrences of the first term at places where the other stands as well.
  private static func shared(_ places: PositionsCursor, _ other: PositionsCursor) -> Int {
    var count = 0
    var next = 0
    for place in 0..<places.count {
      let position = places.values[place]
      while next < other.count, other.values[next] < position { next += 1 }
      if next < other.count, other.values[next] == position { count += 1 }
    }
    return count
  }
}
