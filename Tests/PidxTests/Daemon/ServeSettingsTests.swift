import SearchProtocol
import Testing

/// What of the configuration files holds for `pidx serve`.
@Suite struct ServeSettingsTests {
  private static let settings = """
    index: store
    ranking: {k1: 0.3, adjacency: 0}
    query: {limit: 2, sort: date-asc, mode: all, group: no}
    """

  /// An index in `store`, which only the configuration file names.
  private func library() throws -> Library {
    let library = try Library(built: false)
    try library.scratch.write(Self.settings, to: "pidx.yaml")
    try #require(try library.run("build", "notes").status == 0)
    return library
  }

  /// The replies to a query in this process, without how long it took.
  private func expected(_ library: Library, _ arguments: [String]) throws -> [JSONValue] {
    let words = ["query", "--json"] + arguments
    let result = try Process.run(Library.program, words, in: library.scratch.path)
    #expect(result.status == 0, "\(result.errors)")
    return try result.lines.map { timeless(try JSONReader.read(Array($0.utf8))) }
  }

  private func timeless(_ reply: JSONValue) -> JSONValue {
    guard case .object(var members) = reply else { return reply }
    members["ms"] = nil
    return .object(members)
  }

  @Test func aRequestWithoutSettingsHasThoseOfTheServer() throws {
    let library = try library()
    let daemon = try Daemon(library)
    let client = try daemon.client()
    for query in ["가우시안", "가우시안 스플래팅", "모델"] {
      let request = #"{"op":"query","q":"\#(query)","folder":"\#(library.scratch.path)""#
      let plain = try client.ask(request + "}").map(timeless)
      #expect(try plain == expected(library, [query]), "\(query)")
      let other = try client.ask(
        request + #","limit":1,"mode":"any","sort":"score","group":true,"rank":{"k1":2}}"#)
      let flags = ["--limit", "1", "--mode", "any", "--sort", "score", "--group", "--rank", "k1=2"]
      #expect(try other.map(timeless) == expected(library, flags + [query]), "\(query)")
      let lines = try library.run("query", "--vimgrep", query).lines
      #expect(
        try client.command("find \(query)") == lines.map { "\(library.scratch.path)/\($0)" })
    }
  }

  @Test func theCommandLineLeavesNothingToTheServer() throws {
    let library = try library()
    let daemon = try Daemon(library)
    for flags in [["--config", "/dev/null", "--index", "store"], ["--rank", "b=0"], []] {
      let asked = flags + ["--daemon", "--socket", daemon.socket, "가우시안"]
      #expect(
        try expected(library, asked) == expected(library, flags + ["가우시안"]), "\(flags)")
    }
  }

  @Test func anotherFileCanBeNamed() throws {
    let library = try library()
    let daemon = try Daemon(library, ["--config", "/dev/null", "--index", "store"])
    let client = try daemon.client()
    let found = try client.ask(
      #"{"op":"query","q":"가우시안","folder":"\#(library.scratch.path)"}"#)
    let flags = ["--config", "/dev/null", "--index", "store"]
    #expect(try found.map(timeless) == expected(library, flags + ["가우시안"]))
  }

  @Test func aFileWithMistakesStartsNoServerAndKeepsNoneFromStopping() throws {
    let library = try library()
    let daemon = try Daemon(library)
    try library.scratch.write("index: store\nranking: {k1: many}\n", to: "pidx.yaml")
    let refused = try library.run("serve", "--socket", "run/other.sock")
    #expect(refused.status == 2)
    #expect(refused.errors.hasPrefix("pidx: pidx.yaml:2:15: ranking.k1 takes"), "\(refused.errors)")
    let stopped = try library.run("serve", "--index", "store", "--socket", daemon.socket, "--stop")
    #expect(stopped.status == 0, "\(stopped.errors)")
    #expect(try waits { try daemon.hasEnded() })
  }
}
