import Testing

@testable import Indexing

@Suite("Debouncing")
struct DebounceTests {
  @Test("a burst is due a quiet while after its last change")
  func quiet() {
    var debounce = Debounce(quiet: 1, longest: 10)
    #expect(debounce.due == nil)
    debounce.note(100)
    #expect(debounce.due == 101)
    debounce.note(100.5)
    #expect(debounce.due == 101.5)
  }

  @Test("a burst that does not end is due all the same")
  func endless() {
    var debounce = Debounce(quiet: 1, longest: 10)
    for tenth in 0..<200 { debounce.note(100 + Double(tenth) / 10) }
    #expect(debounce.due == 110)
  }

  @Test("what was applied is forgotten")
  func clearing() {
    var debounce = Debounce(quiet: 1, longest: 10)
    debounce.note(100)
    debounce.clear()
    #expect(debounce.due == nil)
    debounce.note(200)
    #expect(debounce.due == 201)
  }
}
