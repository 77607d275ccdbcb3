import IndexBytes
import TestSupport
import Testing

@testable import SearchIndex

@Suite("Memory of a search")
struct SearchScratchTests {
  @Test("cursors of an earlier query are used again, and stand before the lists of the next")
  func cursors() throws {
    let first = try TestIndex(texts: ["가나 다라", "가나", "마바"]).segment()
    let second = try TestIndex(texts: ["사아", "가나"]).segment()
    let scratch = SearchScratch()
    let term = Array("가나".utf8)

    scratch.begin(nil)
    let cursors = scratch.cursors(first)
    let cursor = try #require(try cursors.cursor(term))
    cursors.note(cursor, scoring: 3)
    cursor[0].cursor.advance(to: 1)
    #expect(cursor[0].cursor.section == 1)
    // Those of the same query are others.
    let others = scratch.cursors(first)
    #expect(others !== cursors)
    #expect(try #require(try others.cursor(term))[0].cursor.section == 0)

    let deadline = SearchDeadline()
    scratch.begin(deadline)
    let next = scratch.cursors(second)
    #expect(next === cursors)
    #expect(next.deadline === deadline)
    #expect(next.segment === second)
    #expect(next.scoring(3) == nil)
    let again = try #require(try next.cursor(term))
    again[0].cursor.next()
    #expect(again[0].cursor.section == 1)
    #expect(try next.cursor(Array("다라".utf8)) == nil)
  }

  @Test("more cursors than are kept are given as well")
  func manyCursors() throws {
    let segment = try TestIndex(texts: ["가나"]).segment()
    let scratch = SearchScratch()
    for _ in 0..<3 {
      scratch.begin(nil)
      let all = (0..<40).map { _ in scratch.cursors(segment) }
      #expect(Set(all.map(ObjectIdentifier.init)).count == 40)
      for cursors in all {
        #expect(try #require(try cursors.cursor(Array("가나".utf8)))[0].cursor.info.sections == 1)
      }
    }
  }

  @Test("one searcher answers query after query as a new one does")
  func manyQueries() throws {
    var random = SeededGenerator()
    let syllables = ["가", "나", "다", "라", "마"]
    func word() -> String { syllables[random.below(5)] + syllables[random.below(5)] }
    let index = try TestIndex()
    for file in 0..<3 {
      let texts = (0..<30).map { _ in (0..<6).map { _ in word() }.joined(separator: " ") }
      try index.commit(adding: [TestFile("\(file).md", texts: texts)])
    }
    let snapshot = try index.snapshot()
    let searcher = Searcher(snapshot)
    for _ in 0..<200 {
      let operators = ["", "+", "-", "가*"]
      let text = (0..<1 + random.below(4)).map { _ in
        operators[random.below(4)] + word()
      }.joined(separator: " ")
      var options = SearchOptions()
      options.mode = [MatchMode.any, .all, .phrase][random.below(3)]
      options.groupsLinks = random.below(2) == 0
      let found = try searcher.search(text, options)
      let expected = try Searcher(snapshot).search(text, options)
      #expect(found.hits.map(\.score) == expected.hits.map(\.score), "\(text)")
      #expect(found.hits.map(\.section) == expected.hits.map(\.section), "\(text)")
      #expect(found.total == expected.total, "\(text)")
    }
  }
}
