import TestSupport
import Testing

@testable import YAML

@Suite struct YAMLReaderTests {
  @Test func valuesKnowTheirPlaces() throws {
    let node = try #require(try YAMLReader.read(Array("a: 1\n가나:\n  - x\n  - {b: y}\n".utf8).span))
    guard case .mapping(let pairs) = node.content else { Issue.record("\(node)"); return }
    #expect(pairs.map(\.key.text) == ["a", "가나"])
    #expect(pairs.map(\.key.place.line) == [1, 2])
    #expect(pairs[0].value.place == YAMLPlace(line: 1, column: 4))
    guard case .sequence(let items) = pairs[1].value.content else {
      Issue.record("\(node)"); return
    }
    #expect(items.map(\.place) == [YAMLPlace(line: 3, column: 5), YAMLPlace(line: 4, column: 5)])
  }

  @Test(arguments: [
    ("a: [1\nb: 2\n", 2), ("a: 'x\n", 2), ("\tb: 1\n", 1), ("a: b: c\n", 1), ("x: 1\n\n@: 1\n", 3),
  ])
  func errorsKnowTheirLines(text: String, line: Int) {
    let error = #expect(throws: YAMLError.self) { try YAMLReader.read(Array(text.utf8).span) }
    #expect(error?.place.line == line, "\(text): \(String(describing: error))")
  }

  @Test func bytesThatAreNoTextAreFound() {
    let bytes = Array("a: 1\n# 가나".utf8) + [0xFF, 0x0A]
    let error = #expect(throws: YAMLError.self) { try YAMLReader.read(bytes.span) }
    #expect(error?.place == YAMLPlace(line: 2, column: 5), "\(String(describing: error))")
  }

  @Test func onlyASoleDocumentIsSole() throws {
    let two = Array("a: 1\n---\nb: 2\n".utf8)
    #expect(try YAMLReader.read(two.span) != nil)
    let error = #expect(throws: YAMLError.self) { try YAMLReader.readSole(two.span) }
    #expect(error?.place.line == 3)
    #expect(throws: YAMLError.self) { try YAMLReader.readSole(Array("a: 1\n...\n}\n".utf8).span) }
    #expect(try YAMLReader.readSole(Array("---\na: 1\n...\n".utf8).span) != nil)
  }

  @Test(arguments: ["", "# nothing\n", "\n\n", "\u{FEFF}# mark\n"])
  func nothingIsNothing(text: String) throws {
    #expect(try YAMLReader.readSole(Array(text.utf8).span) == nil)
  }

  @Test func depthIsBounded() throws {
    let deep = String(repeating: "[", count: 100_000)
    let error = #expect(throws: YAMLError.self) { try YAMLReader.read(Array(deep.utf8).span) }
    #expect(error?.problem == "nested too deep")
    let fine = String(repeating: "[", count: 60) + String(repeating: "]", count: 60)
    #expect(try YAMLReader.read(Array(fine.utf8).span) != nil)
  }

  @Test func aliasesDoNotMultiply() throws {
    let text = "a: &x [1, 1]\nb: &y [*x, *x]\nc: [*y, *y]\n"
    guard case .mapping(let pairs)? = try YAMLReader.read(Array(text.utf8).span)?.content,
      case .sequence(let items) = pairs[2].value.content, case .alias = items[0].content
    else { Issue.record("no alias"); return }
  }
}
