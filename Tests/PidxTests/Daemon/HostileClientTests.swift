import Glibc
import SearchProtocol
import TestSupport
import Testing

/// Clients that misbehave, beside one that does not and is answered all the while.
@Suite struct HostileClientTests {
  @Test func garbageDelaysNobody() throws {
    let daemon = try Daemon(try Library())
    let good = try daemon.client()
    var generator = SeededGenerator()
    for round in 0..<20 {
      let bad = try daemon.client()
      let bytes = (0..<Int.random(in: 1..<5000, using: &generator)).map { _ in
        UInt8.random(in: 0...255, using: &generator)
      }
      bad.sendSome(bytes)
      if round % 2 == 0 { bad.sendSome([UInt8](repeating: UInt8(ascii: "["), count: 60_000)) }
      #expect(try good.command("find 증류").count == 1, "PIDX_SEED=\(generator.seed)")
      bad.endInput()
      // Whatever it sent, it is told something for each line, and then the server closes.
      for line in try bad.rest() {
        #expect(
          line == "." || line.hasPrefix("! ") || line.contains(#""error":"#),
          "\(line) PIDX_SEED=\(generator.seed)")
      }
    }
  }

  @Test func hugeLinesAndDeepJSONAreRefused() throws {
    let daemon = try Daemon(try Library())
    let (good, bad) = (try daemon.client(), try daemon.client())
    let deep = "{\"id\":1,\"op\":" + String(repeating: "[", count: 60_000)
    for _ in 0..<5 {
      try bad.send(String(repeating: "{", count: 1 << 20))
      try bad.send(deep)
      #expect(try good.command("find 증류").count == 1)
      #expect(try bad.json()["error"]?.string == "too_large")
      #expect(try bad.json()["error"]?.string == "bad_request")
    }
  }

  @Test func aFloodOfConnectionsIsTurnedAway() throws {
    let daemon = try Daemon(try Library(), ["--limit", "clients=20"])
    let good = try daemon.client()
    #expect(try good.command("ping") == ["pong"])
    var flood: [SocketClient] = []
    for _ in 0..<100 {
      flood.append(try daemon.client())
      #expect(try good.command("find 증류").count == 1)
    }
    let refused = try flood.suffix(50).filter { try $0.json()["error"]?.string == "busy" }
    #expect(refused.count == 50)
    // All go at once; new ones are welcome again.
    flood.removeAll()
    let isOver = try waits { try good.ask(#"{"op":"status"}"#)[0]["server"]?["clients"] == 1 }
    #expect(isOver)
    #expect(try daemon.client().command("ping") == ["pong"])
  }

  @Test func oneClientCannotHaveAllTurns() throws {
    let daemon = try Daemon(
      try Library(), ["--threads", "2", "--limit", "requests=1000", "--limit", "query=60000"])
    let (greedy, good) = (try daemon.client(), try daemon.client())
    for _ in 0..<5 {
      let lines = (0..<100).map { "{\"id\":\($0),\"op\":\"query\",\"q\":\"가우시안 모델\"}\n" }
      try greedy.send(Array(lines.joined().utf8))
      #expect(try good.command("find 증류").count == 1)
    }
    // The good client's answer came while the greedy one still had requests open.
    let status = try good.ask(#"{"op":"status"}"#)[0]["server"]
    #expect(try #require(status?["waiting"]?.integer) > 0, "\(String(describing: status))")
    #expect(try #require(status?["running"]?.integer) <= 2)
  }

  @Test func aHalfClosedClientThatNeverReadsIsHarmless() throws {
    let daemon = try Daemon(try Library(), ["--limit", "stall=1"])
    let good = try daemon.client()
    var bad: [SocketClient] = []
    for _ in 0..<10 {
      let client = try daemon.client()
      try client.send("find 가우시안")
      client.endInput()
      bad.append(client)
      #expect(try good.command("find 증류").count == 1)
    }
    let haveGone = try waits { try good.ask(#"{"op":"status"}"#)[0]["server"]?["clients"] == 1 }
    #expect(haveGone)
  }

  @Test func clientsThatVanishLeaveNothingBehind() throws {
    let daemon = try Daemon(try Library(), ["--limit", "requests=1000"])
    let good = try daemon.client()
    let descriptors = {
      try Process.run("/bin/ls", ["/proc/\(daemon.process)/fd"], in: "/").lines.count
    }
    #expect(try good.command("ping") == ["pong"])
    let before = try descriptors()
    for _ in 0..<20 {
      let client = try daemon.client()
      let lines = (0..<50).map { "{\"id\":\($0),\"op\":\"query\",\"q\":\"가우시안\"}\n" }
      try client.send(Array(lines.joined().utf8))
    }
    let isQuiet = try waits {
      let server = try good.ask(#"{"op":"status"}"#)[0]["server"]
      return server?["clients"] == 1 && server?["waiting"] == 0 && server?["running"] == 0
    }
    #expect(isQuiet)
    // Looking for a newer generation takes one for a moment.
    #expect(try waits { try descriptors() == before })
  }
}

extension JSONValue: ExpressibleByIntegerLiteral {
  /// The number.
  public init(integerLiteral value: Int64) { self = .integer(value) }
}
