import Glibc
import SearchProtocol
import Testing

/// One end for each request, and the newest generation.
@Suite struct RequestLifeTests {
  @Test func newerRequestsTakeTheirPlace() throws {
    let daemon = try Daemon(try Library())
    let client = try daemon.client()
    let lines = (1...4).map {
      #"{"id":\#($0),"op":"query","q":"가우시안","supersede":"ui"}"# + "\n"
    }
    let other = #"{"id":9,"op":"query","q":"증류","supersede":"other"}"# + "\n"
    try client.send(Array((other + lines.joined()).utf8))
    var ends: [Int: String] = [:]
    while ends.count < 5 {
      let line = try client.json()
      guard line["t"]?.string == "end", let id = line["id"]?.integer else { continue }
      #expect(ends[id] == nil)
      ends[id] = line["error"]?.string ?? "ok"
    }
    #expect(ends == [1: "cancelled", 2: "cancelled", 3: "cancelled", 4: "ok", 9: "ok"])
  }

  /// A client alone is answered by the loop, one beside another by a thread.
  @Test func answersAreTheSameAloneAndBesideAnother() throws {
    let daemon = try Daemon(try Library())
    let client = try daemon.client()
    let queries = ["가우시안 스플래팅", "증류", "model", "가우시안 -모델", "없는낱말", ""]
    func answers() throws -> [[JSONValue]] {
      try queries.map { query in
        try client.ask(#"{"id":1,"op":"query","q":"\#(query)"}"#).map(Self.withoutTime)
      }
    }
    let first = try answers()
    #expect(first.contains { $0.count > 1 })
    let alone = try answers()
    let other = try daemon.client()
    #expect(try other.command("ping") == ["pong"])
    let beside = try answers()
    #expect(alone == first)
    #expect(beside == first)
  }

  /// Alone, a client's hits are shown by two threads, and come in two pieces.
  @Test func manyHitsAreTheSameAloneAndBesideAnother() throws {
    let library = try Library(built: false)
    for number in 1...30 {
      let text = String(repeating: "작은 모델로 지식을 증류한다.\n", count: number)
      try library.scratch.write("# 증류 \(number)\n\n\(text)", to: "notes/\(number).md")
    }
    try #require(try library.run("build", "notes").status == 0)
    let daemon = try Daemon(library)
    let client = try daemon.client()
    let query = #"{"id":1,"op":"query","q":"모델 증류","limit":20,"full":true,"pos":"utf16"}"#
    let first = try client.ask(query).map(Self.withoutTime)
    try #require(first.count == 21)
    for _ in 0..<50 {
      #expect(try client.ask(query).map(Self.withoutTime) == first)
    }
    let other = try daemon.client()
    #expect(try other.command("ping") == ["pong"])
    #expect(try client.ask(query).map(Self.withoutTime) == first)
  }

  private static func withoutTime(_ line: JSONValue) -> JSONValue {
    guard case .object(var members) = line else { return line }
    members["ms"] = nil
    return .object(members)
  }

  @Test func cancelledRequestsEndOnce() throws {
    let daemon = try Daemon(try Library(), ["--limit", "requests=100"])
    let client = try daemon.client()
    for round in 0..<20 {
      let (a, b) = (round * 10, round * 10 + 1)
      let lines = [
        #"{"id":\#(a),"op":"query","q":"가우시안 모델"}"#, #"{"id":\#(b),"op":"query","q":"증류"}"#,
        #"{"id":"c\#(round)","op":"cancel","target":\#(b)}"#, #"{"id":"p\#(round)","op":"ping"}"#,
      ]
      try client.send(lines.joined(separator: "\n"))
      var ends: [JSONValue] = []
      while ends.count < 4 {
        let line = try client.json()
        if line["t"]?.string == "end" { ends.append(line) }
      }
      let error = { (id: Int) in ends.first { $0["id"]?.integer == id }?["error"]?.string }
      #expect(error(b) == "cancelled")
      #expect(error(a) == nil)
      #expect(ends.contains { $0["id"]?.string == "c\(round)" && $0["cancelled"]?.bool == true })
    }
    // Nothing came late: the next line is the answer to the next request.
    #expect(try client.ask(#"{"id":"last","op":"ping"}"#).map { $0["id"]?.string } == ["last"])
  }

  @Test func picksUpNewGenerations() throws {
    let library = try Library()
    let daemon = try Daemon(library)
    let client = try daemon.client()
    var generation = try client.ask(#"{"op":"query","q":"가우시안"}"#).last?["gen"]?.integer
    #expect(generation == 1)
    for round in 2...4 {
      try library.scratch.write("새로운 낱말 둥글레\(round) 하나\n", to: "notes/new.txt")
      #expect(try library.run("build").status == 0)
      // No request fails meanwhile.
      let isThere = try waits {
        let answer = try client.ask(#"{"op":"query","q":"\"둥글레\#(round)\""}"#)
        #expect(answer.last?["ok"]?.bool == true)
        generation = answer.last?["gen"]?.integer
        return answer.count == 2
      }
      #expect(isThere && generation == round)
    }
    // The old generation's files are let go of, also by threads that have nothing to do.
    let isClean = try waits {
      let maps = try library.scratch.maps(of: daemon.process)
      // A sanitizer maps removed files of its own.
      return !maps.split(separator: "\n").contains {
        $0.contains("segment-") && $0.contains("(deleted)")
      }
    }
    #expect(isClean)
  }

  @Test func keepsItsIndexesUpToDate() throws {
    let library = try Library()
    let daemon = try Daemon(library, ["--watch"])
    let client = try daemon.client()
    #expect(try waits { try daemon.errors().contains("watching") })
    try library.scratch.write("새로운 낱말 둥글레 하나\n", to: "notes/new.txt")
    let isThere = try waits { try client.ask(#"{"op":"query","q":"둥글레"}"#).count == 2 }
    #expect(isThere)
    #expect(try daemon.end() == 0)
  }

  @Test func keepsAnsweringWhenTheIndexIsDamaged() throws {
    let library = try Library()
    let daemon = try Daemon(library)
    let client = try daemon.client()
    try library.scratch.write("no manifest", to: "index/pidx.manifest")
    let isTold = try waits {
      let end = try client.ask(#"{"op":"query","q":"가우시안"}"#).last
      #expect(end?["ok"]?.bool == true && end?["gen"]?.integer == 1)
      return end?["warn"]?.array?.first?.string?.contains("cannot be read") == true
    }
    #expect(isTold)
    kill(daemon.process, SIGHUP)
    #expect(try waits { try daemon.errors().contains("opening every index again") })
    #expect(try client.command("ping") == ["pong"])
  }

  @Test func tellsOfFilesThatChanged() throws {
    let library = try Library()
    let daemon = try Daemon(library)
    let client = try daemon.client()
    let warnings = {
      try client.ask(#"{"op":"query","q":"딥캐시"}"#).last?["warn"]?.array?.compactMap(\.string)
    }
    #expect(try warnings() == [])
    try library.scratch.write("웹에서\n", to: "notes/memo.txt")
    #expect(try warnings()?.first?.contains("changed after indexing") == true)
    library.scratch.remove("notes/memo.txt")
    #expect(try warnings()?.first?.contains("cannot be found") == true)
  }

  @Test func servesSeveralIndexes() throws {
    let library = try Library()
    try library.scratch.write("다른 곳의 글\n", to: "other/a.txt")
    #expect(try library.run("build", "--index", "second", "other").status == 0)
    let daemon = try Daemon(library, ["--index", "first=index", "--index", "second"])
    let client = try daemon.client()
    let total = { (index: String) in
      try client.ask(#"{"op":"query","q":"다른 곳"\#(index)}"#).last?["total"]?.integer
    }
    #expect(try total("") == 0)
    #expect(try total(#","index":"first""#) == 0)
    #expect(try total(#","index":"second""#) == 1)
    #expect(try total(#","index":"\#(library.scratch.path)/second""#) == 1)
    #expect(try client.ask(#"{"op":"hello"}"#)[0]["indexes"]?.array?.count == 2)
    #expect(try library.run("serve", "--index", "index", "--index", "./index").status == 2)
  }
}

extension Scratch {
  /// What a process has mapped.
  func maps(of process: pid_t) throws -> String {
    let file = open("/proc/\(process)/maps", O_RDONLY | O_CLOEXEC)
    try #require(file >= 0)
    defer { close(file) }
    return String(decoding: Descriptor.readAll(file), as: UTF8.self)
  }
}
