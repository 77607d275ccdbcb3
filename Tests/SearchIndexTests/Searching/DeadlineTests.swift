import IndexBytes
import Testing

@testable import SearchIndex

/// What takes long section by section asks whether its time is up.
@Suite("Deadlines within a search")
struct DeadlineTests {
  private let index: TestIndex
  /// A word in every section, and one whose syllables are in every section but never side by side.
  private static let near = pattern("가나")
  private static let apart = pattern("나다")

  init() throws {
    index = try TestIndex(texts: (0..<40).map { "가나 글 다라 나 글 다 \($0)" })
  }

  private static func pattern(_ word: String) -> PhrasePattern {
    PhrasePattern(
      units: word.map { PhraseUnit(term: Array(String($0).utf8), isHangul: true) }, field: nil)
  }

  /// Memory of a search that has been given up, and the segment that it is in.
  private func givenUp() throws -> (scratch: SearchScratch, live: LiveSegment) {
    let scratch = SearchScratch()
    scratch.begin(SearchDeadline())
    scratch.deadline?.cancel()
    return (scratch, try #require(try index.snapshot().segments.first))
  }

  @Test(
    "requirements that nothing meets",
    arguments: [
      .phrase(apart), .any([.phrase(apart), .phrase(apart)]),
      .all([.phrase(apart), .not(.path(.init(text: "x")))]),
      .near([near, near], 0), .near([apart, near], 9),
    ] as [Requirement])
  func requirements(requirement: Requirement) throws {
    let (scratch, live) = try givenUp()
    let cursors = TermCursors(live.segment, scratch)
    let matcher = try RequirementMatcher(requirement, cursors, lists: [])
    let error = #expect(throws: IndexError.self) { try matcher.next(from: 0) }
    #expect(error?.code == .cancelled)
  }

  @Test("words that stand for many")
  func expansions() throws {
    let (scratch, live) = try givenUp()
    var error = #expect(throws: IndexError.self) {
      try MergedList([Self.near, Self.apart], live, scratch)
    }
    #expect(error?.code == .cancelled)
    let snapshot = try index.snapshot()
    var expander = TermExpander(snapshot, scratch)
    let units = "가나".map { PhraseUnit(term: Array(String($0).utf8), isHangul: true) }
    for edits in 1...2 {
      error = #expect(throws: IndexError.self) {
        try expander.patterns(.fuzzy(units, edits: edits, field: nil), label: "")
      }
      #expect(error?.code == .cancelled)
    }
  }
}
