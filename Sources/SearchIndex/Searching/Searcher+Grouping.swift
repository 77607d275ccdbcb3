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
      var results = try run(PreparedQuery(query: prepared.query, options: options))
      let found = results.hits.count
      let groups = try grouped(results.hits)
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
  private func grouped(_ hits: [Hit]) throws(IndexError) -> [(hit: Hit, end: Int)] {
    var groups: [(hit: Hit, end: Int)] = []
    var places: [UInt64: Int] = [:]
    for (index, hit) in hits.enumerated() {
      let link = try snapshot.segments[hit.segment].segment.row(Int(hit.section)).linkHash
      if link != 0, let known = places[link] {
        groups[known].hit.others.append(HitPlace(segment: hit.segment, section: hit.section))
        continue
      }
      if link != 0 { places[link] = groups.count }
      groups.append((hit, index + 1))
    }
    return groups
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
