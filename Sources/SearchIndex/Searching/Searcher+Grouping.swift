import IndexBytes

/// Sections with the same link, shown once.
extension Searcher {
  /// Sections that are looked at for the places of the same link, at least.
  static let groupingDepth = 100

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
    var places: [UInt64: Int] = [:]
    for (index, hit) in hits.enumerated() {
      if hit.linkHash != 0, let known = places[hit.linkHash] {
        groups[known].hit.others.append(HitPlace(segment: hit.segment, section: hit.section))
        continue
      }
      if hit.linkHash != 0 { places[hit.linkHash] = groups.count }
      groups.append((hit, index + 1))
    }
    return groups
  }

  /// Reads the links of hits and tells what the second stage has to look at, so that the first
  /// `wanted` groups are in order and the others of each as well.
  func groupsToScore(_ hits: inout [Hit], wanted: Int) throws(IndexError) -> Reranker.Choice {
    var counts = [UInt64: Int](minimumCapacity: hits.count)
    var choice = Reranker.Choice(wanted: wanted, first: 0)
    var groups = 0
    for index in hits.indices {
      let link = try snapshot.segments[hits[index].segment].segment.linkHash(
        Int(hits[index].section))
      hits[index].linkHash = link
      if groups < wanted { choice.first = index + 1 }
      let isFirst = link == 0 || counts[link] == nil
      if link != 0 { counts[link, default: 0] += 1 }
      if isFirst { groups += 1 }
    }
    choice.others = hits.indices.dropFirst(choice.first).filter { index in
      hits[index].linkHash != 0 && counts[hits[index].linkHash, default: 0] > 1
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
