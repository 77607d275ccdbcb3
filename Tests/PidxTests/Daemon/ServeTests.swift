import Glibc
import SearchProtocol
import Testing

/// What a client of `pidx serve` sees when all goes well.
@Suite struct ServeTests {
  @Test func findsAsTheCommandLineDoes() throws {
    let library = try Library()
    let daemon = try Daemon(library)
    let client = try daemon.client()
    for query in ["가우시안 스플래팅", "distillation", "\"순위 함수\"", "웹", "-증류 가우시안", "zzzyx"] {
      let result = try library.run("query", "--vimgrep", "--", query)
      let found = try client.command("find \(query)")
      #expect(found == result.lines.map { "\(library.scratch.path)/\($0)" }, "\(query)")
    }
  }

  @Test func answersAsTheCommandLineDoes() throws {
    let library = try Library()
    let daemon = try Daemon(library)
    let client = try daemon.client()
    let options: [(member: String, arguments: [String])] = [
      (#""limit":1"#, ["--limit", "1"]), (#""offset":1"#, ["--offset", "1"]),
      (#""mode":"phrase""#, ["--mode", "phrase"]), (#""mode":"fuzzy""#, ["--mode", "fuzzy"]),
      (#""sort":"date-asc""#, ["--sort", "date-asc"]), (#""group":false"#, ["--no-group"]),
      (#""explain":true"#, ["--explain"]), (#""prefix_last":true"#, ["--prefix-last"]),
      (#""rank":{"k1":0.5,"depth":0}"#, ["--rank", "k1=0.5", "--rank", "depth=0"]),
    ]
    for (member, arguments) in options {
      let words = ["query", "--json"] + arguments + ["가우시안"]
      let result = try Process.run(Library.program, words, in: library.scratch.path)
      let expected = try result.lines.map { try JSONReader.read(Array($0.utf8)) }
      let found = try client.ask(
        #"{"op":"query","q":"가우시안","folder":"\#(library.scratch.path)",\#(member)}"#)
      #expect(expected.count > 1)
      #expect(found.map(Self.timeless) == expected.map(Self.timeless), "\(member)")
    }
  }

  /// A reply without how long it took.
  private static func timeless(_ reply: JSONValue) -> JSONValue {
    guard case .object(var members) = reply else { return reply }
    members["ms"] = nil
    return .object(members)
  }

  @Test func blanksBeforeALineMeanNothing() throws {
    let client = try Daemon(try Library()).clientKeepingIt()
    #expect(try client.client.command("  find 증류") == client.client.command("find 증류"))
    #expect(try client.client.command("\t ping") == ["pong"])
    #expect(try client.client.ask(#"  {"op":"ping"}"#).last?["ok"]?.bool == true)
  }

  @Test func countsInEveryUnit() throws {
    let library = try Library(built: false)
    try library.scratch.write("# 제목\n\n🙂 가우시안 𝒳 끝\n", to: "notes/units.md")
    #expect(try library.run("build", "notes").status == 0)
    let client = try Daemon(library).clientKeepingIt()
    let column = { (unit: String) in
      let reply = try client.client.ask(#"{"op":"query","q":"끝","pos":"\#(unit)"}"#)
      let hit = try #require(reply.first)
      return (hit["col"]?.integer, hit["hl"]?.array?.first?.array?.map(\.integer))
    }
    // Bytes: 4 + 1 + 12 + 1 + 4 + 1.
    #expect(try column("utf8").0 == 24)
    #expect(try column("utf8").1 == [23, 26])
    #expect(try column("utf16").0 == 12)
    #expect(try column("utf16").1 == [11, 12])
    #expect(try column("char").0 == 10)
    #expect(try column("char").1 == [9, 10])
  }

  @Test func answersWhatWasAskedBeforeTheInputEnded() throws {
    let daemon = try Daemon(try Library())
    let client = try daemon.client()
    try client.send(#"{"id":1,"op":"query","q":"가우시안"}"# + "\n" + #"{"id":2,"op":"status"}"#)
    // The last line has no line break.
    try client.send(Array("find 증류".utf8))
    client.endInput()
    let lines = try client.rest()
    #expect(lines.last == ".")
    #expect(lines.count { $0.contains(#""t":"end","ok":true"#) } == 2, "\(lines)")
  }

  @Test func endsCleanlyOnSIGTERM() throws {
    let daemon = try Daemon(try Library())
    let client = try daemon.client()
    #expect(try client.command("ping") == ["pong"])
    #expect(try daemon.end() == 0)
    #expect(try client.line() == nil)
    #expect(access(daemon.socket, F_OK) != 0)
    // The same socket can be had again.
    let next = try Daemon(daemon.library)
    #expect(try next.client().command("ping") == ["pong"])
  }
}

extension Daemon {
  /// A client, and the server that must live as long.
  func clientKeepingIt() throws -> (client: SocketClient, daemon: Daemon) {
    (try client(), self)
  }
}
