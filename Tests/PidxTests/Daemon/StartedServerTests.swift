import Glibc
import Testing

/// A server that `pidx query --daemon` starts, and what it leaves to the command line.
@Suite struct StartedServerTests {
  private let library: Library
  private let runtime: [String: String]

  init() throws {
    library = try Library()
    runtime = ["XDG_RUNTIME_DIR": library.scratch.path]
  }

  /// The result of a query, without how long it took.
  private func query(_ arguments: [String]) throws -> ProcessResult {
    var result = try Process.run(
      Library.program, ["query"] + arguments, in: library.scratch.path, environment: runtime)
    result.output = Array(result.text.replacing(#/"ms":[0-9.e-]+/#, with: "").utf8)
    return result
  }

  private func expectTheSame(_ arguments: [String], _ asked: [String]) throws {
    let plain = try query(arguments)
    let other = try query(asked + arguments)
    #expect(plain.status == 0 && other.status == 0, "\(other.errors)")
    #expect(plain.text == other.text && plain.errors == other.errors, "\(other.errors)")
  }

  @Test(arguments: [[], ["--json"], ["--vimgrep"]])
  func whatIsMoreThanAServerTakesIsSearchedHere(format: [String]) throws {
    let long = "가우시안 " + String(repeating: "가", count: 5000)
    for arguments in [["--limit", "2000", "가우시안"], ["--limit", "1001", "모델"], [long]] {
      try expectTheSame(format + arguments, ["--daemon"])
    }
    let behind = try query(format + ["--daemon", "--offset", "100001", "가우시안"])
    #expect(behind.status == 0 && behind.errors == "", "\(behind.errors)")
    try library.scratch.write("query: {limit: 5000}\n", to: "pidx.yaml")
    try expectTheSame(format + ["가우시안"], ["--daemon"])
    // None of it has needed a server.
    #expect(access("\(library.scratch.path)/pidx", F_OK) != 0)
  }

  @Test func aServerMayTakeLessThanOthers() throws {
    let daemon = try Daemon(library, ["--limit", "line=1000"])
    let long = String(repeating: "가우시안 ", count: 200)
    for format in [[], ["--json"], ["--vimgrep"]] {
      try expectTheSame(format + [long], ["--daemon", "--socket", daemon.socket])
      try expectTheSame(format + ["가우시안"], ["--daemon", "--socket", daemon.socket])
    }
    // It was asked each time.
    let status = try daemon.client().ask(#"{"op":"status"}"#)
    #expect(status[0]["server"]?["refused"]?.integer == 3, "\(status)")
  }

  @Test func noServerIsStartedWithoutAnIndex() throws {
    let plain = try query(["--index", "nowhere", "x"])
    let asked = try query(["--daemon", "--index", "nowhere", "x"])
    #expect(asked.status == 2 && asked.errors == plain.errors, "\(asked.errors)")
    let json = try query(["--daemon", "--json", "--index", "nowhere", "x"])
    #expect(json.text.contains(#""error":"no_index""#), "\(json.text)")
    #expect(access("\(library.scratch.path)/pidx", F_OK) != 0)
  }

  @Test func onlyTheLockIsLeftBehind() throws {
    #expect(try query(["--daemon", "가우시안"]).status == 0)
    let names = try library.scratch.list("pidx").map { $0.split(separator: ".").dropFirst() }
    #expect(names == [["sock"], ["sock", "lock"], ["sock", "log"]], "\(names)")
    let stop = try library.run("serve", "--stop", environment: runtime)
    #expect(stop.status == 0, "\(stop.errors)")
    let left = try library.scratch.list("pidx")
    #expect(left.count == 1 && left[0].hasSuffix(".sock.lock"), "\(left)")
  }

  @Test func aFileThatIsNotItsLogIsKept() throws {
    let daemon = try Daemon(library)
    try library.scratch.write("mine", to: "run/pidx.sock.log")
    #expect(try daemon.end() == 0)
    #expect(try library.scratch.text("run/pidx.sock.log") == "mine")
  }
}
