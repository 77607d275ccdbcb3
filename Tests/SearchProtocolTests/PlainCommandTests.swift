import SearchProtocol
import Testing

@Suite struct PlainCommandTests {
  private func read(_ text: String) throws -> PlainCommand { try PlainCommand(Array(text.utf8)) }

  @Test func readsCommands() throws {
    var query = QueryRequest(text: "가우시안 -x")
    query.isFull = true
    #expect(try read("find  가우시안 -x") == .request(Request(operation: .query(query))))
    #expect(try read("ping") == .request(Request(operation: .ping)))
    #expect(try read("help") == .help)
    #expect(try read("quit") == .quit)
    var open = OpenRequest(path: "/a b:c.md")
    #expect(try read("open /a b:c.md") == .request(Request(operation: .open(open))))
    open.line = 12
    #expect(try read("open /a b:c.md:12") == .request(Request(operation: .open(open))))
  }

  @Test(arguments: [" ping", "\tping", " \t ping \t"])
  func blanksBeforeACommandArePassedOver(text: String) throws {
    #expect(try read(text) == .request(Request(operation: .ping)))
    #expect(try read(" \tfind\t a b") == read("find a b"))
  }

  @Test(arguments: ["", "FIND x", "findx", "GET / HTTP/1.1", "\u{1B}[2J"])
  func refusesOthers(text: String) {
    let error = #expect(throws: ErrorReply.self) { try read(text) }
    #expect(error?.code == .badRequest)
  }

  @Test func refusesLongQueries() {
    let text = String(repeating: "x", count: QueryRequest.maximumBytes)
    #expect(throws: Never.self) { try read("find \(text)") }
    #expect(throws: ErrorReply.self) { try read("find \(text)x") }
    let json = #"{"id":1,"op":"query","q":""# + text + #"x"}"#
    let error = #expect(throws: ErrorReply.self) { try Request.decode(Array(json.utf8)) }
    #expect(error?.code == .tooLarge && error?.request == .integer(1))
  }

  @Test func hitsReadBack() throws {
    var hit = HitReply()
    hit.request = .string("a")
    hit.rank = 3
    hit.score = 1.5
    hit.path = "a.md"
    hit.title = "\"가\""
    hit.headings = ["x", "y"]
    hit.date = "2023-12-05"
    hit.link = "https://example.org/"
    hit.highlights = [1..<2, 4..<9]
    hit.also = ["b.md:3"]
    hit.details = .init(titleHighlights: [0..<3], lineText: "line", lineHighlights: [])
    hit.factors = [ScoreFactor(term: "가", value: 0.5, detail: "d")]
    var writer = JSONWriter()
    hit.encode(into: &writer)
    #expect(HitReply(try JSONReader.read(writer.bytes)) == hit)
    var end = EndReply(total: 7, isExact: false, milliseconds: 0.5, generation: 2, warnings: ["w"])
    end.hidden = 4
    writer.removeAll()
    end.encode(into: &writer)
    #expect(try EndReply(try JSONReader.read(writer.bytes)) == end)
    #expect(HitReply(try JSONReader.read(writer.bytes)) == nil)
  }
}
