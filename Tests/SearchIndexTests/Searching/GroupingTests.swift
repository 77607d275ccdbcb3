import TestSupport
import Testing

@testable import SearchIndex

@Suite struct GroupingTests {
  @Test func theBestOfALinkIsShownWithTheOthers() throws {
    var random = OperatorRandom()
    let library = try OperatorLibrary(&random, files: 30)
    for _ in Rounds.of(30) {
      let text = "\(random.word()) \(random.word())"
      var options = OperatorOracle.options(limit: 1000)
      // With the second stage as well, which scores fewer sections where they are grouped.
      options.parameters.depth = [0, 5, 60][random.below(3)]
      let all = try library.searcher.search(text, options).hits
      var groups: [[OperatorSection]] = []
      for hit in all {
        let section = try #require(try library.section(hit))
        if !section.link.isEmpty,
          let known = groups.firstIndex(where: { $0[0].link == section.link })
        {
          groups[known].append(section)
        } else {
          groups.append([section])
        }
      }
      options.limit = 1 + random.below(random.below(2) == 0 ? 120 : 10)
      options.offset = random.below(5)
      options.groupsLinks = true
      let results = try library.searcher.search(text, options)
      let expected = groups.dropFirst(options.offset).prefix(options.limit)
      let shown = try results.hits.map { try library.section($0) }
      #expect(shown == expected.map { $0[0] }, "\(text)")
      for (hit, group) in zip(results.hits, expected) {
        let others = try hit.others.compactMap { try library.section($0) }
        #expect(others == Array(group.dropFirst().prefix(others.count)), "\(text)")
        let presented = try library.searcher.present(hit, of: results)
        #expect(presented.alsoAt.map(\.path) == others.map(\.path))
        #expect(presented.alsoAt.map(\.line) == others.map { $0.ordinal * 10 })
      }
    }
  }
}
