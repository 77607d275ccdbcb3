import IndexBytes

/// Finds the sections of one segment that meet a requirement.
///
/// A matcher is asked either for the next match or whether a section matches, in ascending order
/// of sections; all of some requirements are led by the one with the fewest candidates.
final class RequirementMatcher {
  private enum Kind {
    case phrase
    case near(gap: Int)
    case list(MergedList)
    case date(ParsedQuery.DateRange)
    case path
    case all
    case any
    case not
  }

  /// The deadline is looked at once in so many sections that filters alone leave out.
  private static let deadlineSections: UInt32 = 2048

  private let kind: Kind
  private let segment: Segment
  private let deadline: SearchDeadline?
  private var children: [RequirementMatcher] = []
  private var phrases: [PhraseMatcher] = []
  /// Units of each phrase.
  private var widths: [Int] = []
  /// Place in the list.
  private var place = 0
  /// Next matches of the children of `any`.
  private var pending: [UInt32] = []
  private var paths: PathFilter?
  private var dates: DateColumns?
  /// Candidates at most; 0 where nothing can match here.
  private(set) var cost = 0

  /// - Parameters:
  ///   - requirement: What to look for.
  ///   - cursors: The cursors of its terms.
  ///   - lists: The merged lists of the query's slots in the segment.
  /// - Throws: `.corrupt` where a list is not inside the segment.
  init(
    _ requirement: Requirement, _ cursors: TermCursors, lists: [MergedList]
  ) throws(IndexError) {
    segment = cursors.segment
    deadline = cursors.deadline
    let sections = segment.summary.sections
    switch requirement {
    case .phrase(let pattern):
      kind = .phrase
      phrases = [try PhraseMatcher(pattern, cursors)]
      cost = phrases[0].cost
    case .near(let patterns, let gap):
      kind = .near(gap: gap)
      for pattern in patterns {
        phrases.append(try PhraseMatcher(pattern, cursors))
        widths.append(pattern.units.count)
      }
      cost = phrases.map(\.cost).min() ?? 0
    case .slot(let number):
      kind = .list(lists[number])
      cost = lists[number].count
    case .date(let range):
      kind = .date(range)
      dates = DateColumns(segment)
      cost = sections
    case .path(let part):
      kind = .path
      paths = PathFilter(segment, [part])
      cost = sections
    case .all(let parts):
      kind = .all
      children = try Self.children(parts, lists) { cursors }.sorted { $0.cost < $1.cost }
      cost = children.first?.cost ?? sections
    case .any(let parts):
      kind = .any
      // Each runs ahead on its own to its next match.
      children = try Self.children(parts, lists) { cursors.fresh() }
        .filter { $0.cost > 0 }
      cost = min(sections, children.reduce(0) { $0 + $1.cost })
    case .not(let part):
      kind = .not
      children = try Self.children([part], lists) { cursors }
      cost = sections
    }
  }

  private static func children(
    _ parts: [Requirement], _ lists: [MergedList], _ cursors: () -> TermCursors
  ) throws(IndexError) -> [RequirementMatcher] {
    var result: [RequirementMatcher] = []
    for part in parts {
      result.append(try RequirementMatcher(part, cursors(), lists: lists))
    }
    return result
  }

  /// Whether a list was damaged in a way the checksums did not see.
  var isDamaged: Bool {
    phrases.contains { $0.isDamaged } || children.contains { $0.isDamaged }
  }

  /// The first section not before `target` that matches.
  func next(from target: UInt32) throws(IndexError) -> UInt32 {
    guard cost > 0 else { return PostingsCursor.noMoreSections }
    switch kind {
    case .phrase: return try phrases[0].next(from: target)
    case .list(let list):
      place = list.place(of: target, from: place)
      return place < list.count ? list.sections[place] : PostingsCursor.noMoreSections
    case .any: return try nextOfAny(target)
    case .all where !children.isEmpty:
      var section = try children[0].next(from: target)
      while section != PostingsCursor.noMoreSections {
        if try matches(section, besides: 1) { return section }
        section = try children[0].next(from: section + 1)
      }
      return section
    case .near(let gap):
      let lead = phrases.indices.min { phrases[$0].cost < phrases[$1].cost } ?? 0
      var section = try phrases[lead].next(from: target)
      while section != PostingsCursor.noMoreSections {
        if try isNear(section, gap: gap) { return section }
        section = try phrases[lead].next(from: section + 1)
      }
      return section
    case .date, .path, .not, .all:
      var section = target
      while section < UInt32(segment.summary.sections) {
        if try matches(section) { return section }
        section += 1
        if section % Self.deadlineSections == 0 { try deadline?.check() }
      }
      return PostingsCursor.noMoreSections
    }
  }

  private func nextOfAny(_ target: UInt32) throws(IndexError) -> UInt32 {
    if pending.isEmpty { pending = [UInt32](repeating: 0, count: children.count) }
    var best = PostingsCursor.noMoreSections
    for index in children.indices {
      if pending[index] < target || target == 0 {
        pending[index] = try children[index].next(from: target)
      }
      best = min(best, pending[index])
    }
    return best
  }

  /// The first section not before `target` that may match, by the words it holds alone, or one behind
  /// the end of the filter, which may leave sections out.
  func nextCandidate(
    from target: UInt32, _ filter: CandidateFilter
  ) throws(IndexError) -> UInt32 {
    guard case .phrase = kind else { return try next(from: target) }
    return phrases[0].nextCandidate(from: target, filter)
  }

  /// Whether `section` may match, by the words it holds alone.
  func mayMatch(_ section: UInt32) throws(IndexError) -> Bool {
    guard case .phrase = kind else { return try matches(section) }
    return phrases[0].mayMatch(section)
  }

  /// Whether a section that may match does.
  func confirm(_ section: UInt32) throws(IndexError) -> Bool {
    guard case .phrase = kind else { return true }
    return try phrases[0].confirm(section)
  }

  /// Whether `section` matches.
  func matches(_ section: UInt32) throws(IndexError) -> Bool {
    guard cost > 0 else { return false }
    switch kind {
    case .phrase: return try phrases[0].matches(section)
    case .near(let gap): return try isNear(section, gap: gap)
    case .list(let list):
      place = list.place(of: section, from: place)
      return list.holds(section, at: place)
    case .date(let range):
      return range.contains(try dates?.date(section) ?? SectionRow.noDate)
    case .path: return try paths?.accepts(section) ?? false
    case .all: return try matches(section, besides: 0)
    case .any:
      for child in children where try child.matches(section) { return true }
      return false
    case .not: return try !children[0].matches(section)
    }
  }

  private func matches(_ section: UInt32, besides first: Int) throws(IndexError) -> Bool {
    for child in children[first...] where try !child.matches(section) { return false }
    return true
  }

  /// Whether the phrases follow each other with at most `gap` positions between them in total.
  /// O(their places).
  private func isNear(_ section: UInt32, gap: Int) throws(IndexError) -> Bool {
    for index in phrases.indices where try !phrases[index].matches(section) { return false }
    try deadline?.check()
    var starts: [[Int]] = []
    for index in phrases.indices {
      let found = try phrases[index].starts(in: section)
      starts.append((0..<found.count).map { Int(found.places[$0]) })
    }
    let total = widths.reduce(0, +)
    // For each place of the first, the nearest of the next is best for all that follow. It never moves
    // back from one place to the next.
    var nearest = [Int](repeating: 0, count: starts.count)
    for first in starts[0] {
      var end = first + widths[0]
      for index in starts.indices.dropFirst() {
        let places = starts[index]
        var place = nearest[index]
        while place < places.count, places[place] < end { place += 1 }
        // Nor does what is behind the last place of a phrase.
        if place == places.count { return false }
        nearest[index] = place
        end = places[place] + widths[index]
      }
      if end - first - total <= gap { return true }
    }
    return false
  }
}
