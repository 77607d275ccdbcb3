import IndexBytes

/// Sections with the same link, shown once.
extension Searcher {
  /// Sections that are looked at for the places of the same link, at least.
  static let groupingDepth = 50

  /// The best section of every link, and every section without one, in the order of the search.
  ///
  /// O(search + sections looked at), which are twice as many each time until there are enough.
  func runGrouped(_ prepared: PreparedQuery) throws(IndexError) -> SearchResults {
    let all = snapshot.sectionCount
    let offset = max(0, min(prepared.options.offset, all))
    let wanted = max(0, min(prepared.options.limit, all)) + offset
    var options = prepared.options
    options.groupsLinks = false
    options.offset = 0
    options.limit = wanted == 0 ? 0 : max(wanted, Self.groupingDepth)
    while true {
      var results = try run(
        PreparedQuery(query: prepared.query, options: options), groups: wanted)
      let found = results.hits.count
      let groups = Self.grouped(results.hits)
      if groups.count >= wanted || found < options.limit {
        let shown = groups.prefix(wanted)
        results.hits = shown.dropFirst(offset).map(\.hit)
        results.hidden = (shown.last?.end ?? 0) - shown.count
        // With the last group shown, all that is left was hidden.
        if shown.count == groups.count { results.hidden = found - shown.count }
        return results
      }
      options.limit *= 2
    }
  }

  /// The first hit of every group, with the others, and how many hits there are up to it.
  private static func grouped(_ hits: [Hit]) -> [(hit: Hit, end: Int)] {
    var groups: [(hit: Hit, end: Int)] = []
    var places = LinkNumbers(capacity: hits.count)
    for (index, hit) in hits.enumerated() {
      guard hit.linkHash != 0 else {
        groups.append((hit, index + 1))
        continue
      }
      let place = places.insert(hit.linkHash, groups.count)
      if place == groups.count {
        groups.append((hit, index + 1))
      } else {
        groups[place].hit.others.append(HitPlace(segment: hit.segment, section: hit.section))
      }
    }
    return groups
  }

  /// Reads the links of hits and tells what the second stage has to look at, so that the first
  /// `wanted` groups are in order and the others of each as well.
  func groupsToScore(_ hits: inout [Hit], wanted: Int) throws(IndexError) -> Reranker.Choice {
    var numbers = LinkNumbers(capacity: hits.count)
    /// How often each link was met.
    var counts: [Int] = []
    /// The number of each hit's link; -1 for none.
    var links: [Int] = []
    links.reserveCapacity(hits.count)
    counts.reserveCapacity(hits.count)
    var choice = Reranker.Choice(wanted: wanted, first: 0)
    var groups = 0
    for index in hits.indices {
      let segment = snapshot.segments[hits[index].segment].segment
      let link = try scratch.links(segment).hash(Int(hits[index].section))
      hits[index].linkHash = link
      if groups < wanted { choice.first = index + 1 }
      let number = link == 0 ? -1 : numbers.insert(link, counts.count)
      links.append(number)
      if number == counts.count { counts.append(0) }
      if number >= 0 { counts[number] += 1 }
      if number < 0 || counts[number] == 1 { groups += 1 }
    }
    choice.others = hits.indices.dropFirst(choice.first).filter { index in
      links[index] >= 0 && counts[links[index]] > 1
    }
    return choice
  }

  /// Where sections are.
  func places(_ hits: [HitPlace]) throws(IndexError) -> [PresentedHit.Place] {
    var result: [PresentedHit.Place] = []
    for hit in hits {
      let segment = snapshot.segments[hit.segment].segment
      let row = try segment.row(Int(hit.section))
      let file = try segment.fileRecord(Int(row.file))
      result.append(
        .init(root: snapshot.root(of: file), path: file.path, line: Int(row.firstLine)))
    }
    return result
  }
}
