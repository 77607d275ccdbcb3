import ArgumentParser
import Glibc
import IndexBytes
import SearchProtocol

/// Asks a server how it is, and stops it.
struct DaemonControl {
  let socket: String

  /// Seconds that a server may take to end; its own limit for draining is 5 unless it was told
  /// another.
  private static let patience = 60

  /// Prints where the socket is.
  func showPath() throws { try show(socket + "\n") }

  /// Prints how the server is.
  func showStatus() throws {
    var connection = try connection()
    try connection.send(Request(operation: .hello(HelloRequest())))
    let hello = try connection.receive()
    guard hello["t"]?.string == "hello" else {
      guard hello["server"] != nil else { throw failure(hello) }
      Pidx.warn("the server takes no more clients, so it tells nothing of its indexes")
      return try show(server(hello, "no more are let in"))
    }
    _ = try end(&connection)
    var text = ""
    for name in hello["indexes"]?.array?.compactMap(\.string) ?? [] {
      try connection.send(Request(operation: .status(index: name)))
      let status = try connection.receive()
      guard status["t"]?.string == "status" else { throw failure(status) }
      if text.isEmpty { text = server(status, "this one included") }
      text += index(status)
      for warning in try end(&connection)["warn"]?.array ?? [] {
        Pidx.warn("\(name): \(warning.string ?? "")")
      }
    }
    try show(text)
  }

  /// Stops the server and waits until it has ended.
  func stop() throws {
    let process = try process()
    guard kill(process, SIGTERM) == 0 else {
      throw CommandFailure("cannot stop process \(process): \(errnoText(errno))")
    }
    for _ in 0..<Self.patience * 50 {
      if kill(process, 0) != 0 && errno == ESRCH { return }
      if isZombie(process) { return }
      usleep(20_000)
    }
    throw CommandFailure("process \(process) was told to stop and has not ended yet")
  }
}

extension DaemonControl {
  private func show(_ text: String) throws {
    var output = Output.standard
    output.append(text)
    try output.flush()
  }

  private func connection() throws -> DaemonConnection {
    if let connection = try DaemonConnection(socket) { return connection }
    Pidx.complain("no server listens at \(socket)")
    throw ExitCode.noHits
  }

  /// The number of the server's process, from the server itself: from its status, or from what it
  /// tells where it takes no more clients.
  private func process() throws -> pid_t {
    var connection = try connection()
    try connection.send(Request(operation: .status(index: nil)))
    let status = try connection.receive()
    guard let process = status["server"]?["pid"]?.integer, process > 1,
      let number = pid_t(exactly: process)
    else { throw failure(status) }
    return number
  }

  /// Whether a process has ended and only its parent has not noticed.
  private func isZombie(_ process: pid_t) -> Bool {
    guard let bytes = try? readFile("/proc/\(process)/stat") else { return false }
    let text = String(decoding: bytes, as: UTF8.self)
    return text.lastIndex(of: ")").map { text[$0...].hasPrefix(") Z") } ?? false
  }

  private func end(_ connection: inout DaemonConnection) throws -> JSONValue {
    let end = try connection.receive()
    guard end["ok"]?.bool == true else { throw failure(end) }
    return end
  }

  private func failure(_ reply: JSONValue) -> CommandFailure {
    CommandFailure("\(socket): \(reply["message"]?.string ?? "the server gave no reason")")
  }

  // MARK: Text

  private func server(_ status: JSONValue, _ remark: String) -> String {
    let number = { (name: String) in grouped(status["server"]?[name]?.integer ?? 0) }
    let version = status["server"]?["version"]?.string ?? ""
    return """
      server      \(version), process \(status["server"]?["pid"]?.integer ?? 0), up \(number("uptime")) s
      socket      \(socket)
      clients     \(number("clients")), \(remark)
      requests    \(number("requests")), \(number("running")) running, \(number("waiting")) waiting
      refused     \(number("refused"))

      """
  }

  private func index(_ status: JSONValue) -> String {
    let number = { (name: String) in grouped(status[name]?.integer ?? 0) }
    return """
      index       \(status["name"]?.string ?? ""): \(status["index"]?.string ?? "")
        gen       \(number("gen")), \(number("files")) files, \(number("sections")) sections

      """
  }
}
