import Glibc
import SearchProtocol
import Testing

/// Every limit of `pidx serve`, on a real socket.
@Suite struct LimitTests {
  private func daemon(_ limits: String...) throws -> Daemon {
    try Daemon(
      try Library(), ["--threads", "2"] + limits.flatMap { ["--limit", $0] })
  }

  /// So many queries, of ids from 0, to be sent in one piece: the server reads them all before it
  /// hears of the first answer.
  private func queries(_ count: Int) -> [UInt8] {
    (0..<count).flatMap { Array("{\"id\":\($0),\"op\":\"query\",\"q\":\"가우시안\"}\n".utf8) }
  }

  /// The errors of the ends, in order of the ids; "" for success.
  private func ends(_ client: SocketClient, _ count: Int) throws -> [String] {
    var ends: [Int: String] = [:]
    while ends.count < count {
      let line = try client.json()
      guard line["t"]?.string == "end" else { continue }
      let id = try #require(line["id"]?.integer, "\(line)")
      #expect(ends[id] == nil, "two ends of \(id)")
      ends[id] = line["error"]?.string ?? ""
    }
    return (0..<count).map { ends[$0] ?? "missing" }
  }

  @Test func line() throws {
    let daemon = try daemon("line=1000")
    let client = try daemon.client()
    let long = String(repeating: "x", count: 1001)
    try client.send(#"{"id":1,"op":"ping","# + "\"more\":\"\(long)\"}")
    #expect(try client.json()["error"]?.string == "too_large")
    let refusal = ["! too_large: a line may have 1000 bytes at most"]
    #expect(try client.command("find " + String(repeating: "가", count: 30_000)) == refusal)
    #expect(try client.command(String(repeating: "y", count: 1 << 20)) == refusal)
    try client.send(" \t {" + long)
    #expect(try client.json()["error"]?.string == "too_large")
    try client.send(String(repeating: " ", count: 2000))
    #expect(try client.ask(#"{"id":2,"op":"ping"}"#).last?["ok"]?.bool == true)
    // A thousand bytes are none too many.
    let fits = "find " + String(repeating: "x", count: 995)
    #expect(try client.command(fits) == [])
    // A long line waits for the answers to the commands before it.
    try client.send("find 증류\n" + long)
    #expect(try client.command("ping").count == 1)
    #expect(try client.line() == refusal[0])
    #expect(try client.line() == "." && client.line() == "pong" && client.line() == ".")
  }

  @Test func clients() throws {
    let daemon = try daemon("clients=2")
    let first = try daemon.client()
    var second: SocketClient? = try daemon.client()
    #expect(try first.command("ping") == ["pong"])
    #expect(try second?.command("ping") == ["pong"])
    let third = try daemon.client()
    #expect(try third.json()["error"]?.string == "busy")
    #expect(try third.line() == nil)
    #expect(try first.command("ping") == ["pong"])
    second = nil
    // The server notices that one has gone; then there is room.
    let hasRoom = try waits {
      let client = try daemon.client()
      client.sendSome(Array("ping\n".utf8))
      return try client.line() == "pong"
    }
    #expect(hasRoom)
  }

  @Test func aFullServerTellsHowItIsAndCanBeStopped() throws {
    let daemon = try daemon("clients=3")
    let clients = try (0..<3).map { _ in try daemon.client() }
    for client in clients { #expect(try client.command("ping") == ["pong"]) }
    let refusal = try daemon.client().json()
    #expect(refusal["ok"]?.bool == false && refusal["error"]?.string == "busy")
    #expect(refusal["server"]?["pid"]?.integer == Int(daemon.process), "\(refusal)")
    #expect(refusal["server"]?["clients"]?.integer == 3)
    let library = daemon.library
    let query = try library.run("query", "--daemon", "--socket", daemon.socket, "가우시안")
    #expect(query.status == 2)
    for part in ["process \(daemon.process)", "pidx serve --stop", "(busy)"] {
      #expect(query.errors.contains(part), "\(query.errors)")
    }
    let status = try library.run("serve", "--status", "--socket", daemon.socket)
    #expect(status.status == 0 && status.errors.contains("no more clients"), "\(status.errors)")
    #expect(status.text.contains("process \(daemon.process),"), "\(status.text)")
    #expect(status.text.contains("clients     3, no more are let in"), "\(status.text)")
    // Nobody was let in for it, and nobody put out.
    for client in clients { #expect(try client.command("ping") == ["pong"]) }
    let stop = try library.run("serve", "--stop", "--socket", daemon.socket)
    #expect(stop.status == 0, "\(stop.errors)")
    #expect(try daemon.hasEnded())
    for client in clients { #expect(try client.line() == nil) }
  }

  @Test func requests() throws {
    let client = try daemon("requests=2").keeping { try $0.client() }
    try client.value.send(queries(5))
    #expect(try ends(client.value, 5) == ["", "", "busy", "busy", "busy"])
    try client.value.send(queries(2))
    #expect(try ends(client.value, 2) == ["", ""])
  }

  @Test func queue() throws {
    let client = try daemon("queue=3", "requests=100").keeping { try $0.client() }
    try client.value.send(queries(9))
    // One is begun, three wait.
    #expect(try ends(client.value, 9) == ["", "", "", ""] + [String](repeating: "busy", count: 5))
  }

  @Test func query() throws {
    let daemon = try daemon("query=1", "requests=1000")
    let client = try daemon.client()
    try client.send(queries(400))
    let ends = try ends(client, 400)
    // One thread, one millisecond for each from its arrival: some are too late.
    #expect(ends.contains("timeout"))
    #expect(ends.allSatisfy { $0 == "" || $0 == "timeout" })
    // A client may ask for less than the limit, not for more.
    try client.send(#"{"id":0,"op":"query","q":"가우시안","timeout":0}"#)
    #expect(try client.json()["error"]?.string == "bad_request")
  }

  @Test func output() throws {
    let daemon = try daemon("output=100000")
    let (slow, other) = (try daemon.client(), try daemon.client())
    // It asks and never reads, until it is closed.
    let asked = slow.sendSome(pings(200_000))
    #expect(asked < 200_000 * 14)
    #expect(try daemon.errors().contains("has not read"))
    #expect(try other.command("ping") == ["pong"])
  }

  @Test func stall() throws {
    let daemon = try daemon("stall=1")
    let (slow, other) = (try daemon.client(), try daemon.client())
    let pings = pings(1000)
    // It never reads; the server stops reading from it, and closes it at last.
    let isClosed = try waits {
      let count = slow.sendSome(pings, flags: Int32(MSG_DONTWAIT))
      let isBlocked = count < pings.count && errno == EAGAIN
      let pong = try other.command("ping")
      #expect(pong == ["pong"])
      return count < pings.count && !isBlocked
    }
    #expect(isClosed)
    #expect(try daemon.errors().contains("reads nothing"))
  }

  private func pings(_ count: Int) -> [UInt8] {
    (0..<count).flatMap { _ in Array("{\"op\":\"ping\"}\n".utf8) }
  }

  @Test func start() throws {
    let daemon = try daemon("start=2")
    let (silent, slow, good) = (try daemon.client(), try daemon.client(), try daemon.client())
    #expect(try good.command("ping") == ["pong"])
    try slow.send(Array("find 가".utf8))
    for client in [silent, slow] {
      #expect(try client.json()["error"]?.string == "timeout")
      #expect(try client.line() == nil)
    }
    #expect(try good.command("ping") == ["pong"])
  }

  @Test func idle() throws {
    let client = try daemon("idle=2").keeping { try $0.client() }
    #expect(try client.value.command("ping") == ["pong"])
    #expect(try client.value.json()["error"]?.string == "timeout")
    #expect(try client.value.line() == nil)
  }

  @Test func drain() throws {
    let daemon = try daemon("drain=2", "requests=1000")
    let (slow, good) = (try daemon.client(), try daemon.client())
    #expect(try good.command("ping") == ["pong"])
    // More than fits on the way to a client that reads nothing: its requests cannot be finished.
    for _ in 0..<3 { try slow.send(queries(1000)) }
    try good.send(queries(10))
    kill(daemon.process, SIGTERM)
    let ends = try ends(good, 10)
    #expect(ends.allSatisfy { $0 == "" || $0 == "busy" }, "\(ends)")
    #expect(try good.line() == nil)
    #expect(try daemon.end() == 0)
  }

  @Test func nonsense() throws {
    let library = try Library()
    for setting in ["line=0", "line=-1", "line=x", "lines=1", "line", "line=99999999999"] {
      let result = try library.run("serve", "--limit", setting)
      #expect(result.status == 2 && result.errors.contains(setting), "\(result.errors)")
    }
  }
}

/// A value that lives no longer than what keeps it alive.
struct Kept<Keeper: AnyObject, Value> {
  let keeper: Keeper
  let value: Value
}

extension Daemon {
  /// What `make` makes, with the server that must live as long.
  func keeping<Value>(_ make: (Daemon) throws -> Value) rethrows -> Kept<Daemon, Value> {
    Kept(keeper: self, value: try make(self))
  }
}
