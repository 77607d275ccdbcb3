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
        PreparedQuery(shared: prepared.shared, options: options), groups: wanted)
      let found = results.hits.count
      let groups = Groups(results.hits, wanted: wanted)
      if groups.firsts.count >= wanted || found < options.limit {
        results.hits = Array(groups.firsts.dropFirst(offset))
        // With the last group shown, all that is left was hidden.
        results.hidden = (groups.hasMore ? groups.end : found) - groups.firsts.count
        return results
      }
      options.limit *= 2
    }
  }

  /// Hits by their links.
  private struct Groups {
    /// The first hit of every group, with the others.
    var firsts: [Hit] = []
    /// How many hits there are up to the last of them.
    var end = 0
    /// Whether there are more groups than were wanted.
    var hasMore = false

    /// The first `wanted` groups of some hits. O(hits).
    init(_ hits: [Hit], wanted: Int) {
      firsts.reserveCapacity(wanted)
      // Of links whose hits are not shown it is enough to know that they are others.
      var places = LinkNumbers(capacity: hits.count)
      let span = hits.span
      for index in span.indices {
        let link = span[index].linkHash
        let place = link == 0 ? firsts.count : places.insert(link, firsts.count)
        if place < firsts.count {
          let other = HitPlace(segment: span[index].segment, section: span[index].section)
          firsts[place].others.append(other)
        } else if firsts.count < wanted {
          firsts.append(hits[index])
          end = index + 1
        } else {
          hasMore = true
        }
      }
    }
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
    // Hits of one segment mostly follow each other.
    var last: (segment: Int, hashes: LinkHashes)?
    for index in hits.indices {
      let hashes = hashes(ofSegment: hits[index].segment, &last)
      let link = try hashes.hash(Int(hits[index].section))
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

  private func hashes(
    ofSegment number: Int, _ last: inout (segment: Int, hashes: LinkHashes)?
  ) -> LinkHashes {
    if let last, last.segment == number { return last.hashes }
    let hashes = scratch.links(snapshot.segments[number].segment)
    last = (number, hashes)
    return hashes
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
