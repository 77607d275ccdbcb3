import Glibc

/// One run: every connection asks, waits, and asks again until enough has been asked.
struct LoadRun {
  private let options: Options
  private let lines: [[UInt8]]
  private let server: ServerProcess
  private var latencies: [UInt32] = []
  private var seconds = 0.0
  private var received = 0
  /// Ends that were no success, and the first of them.
  private(set) var failures = 0
  private var firstFailure = ""
  /// Memory of the server after each tenth of the requests, and its descriptors before and after.
  private var memory: [Int] = []
  private var descriptors = (before: 0, after: 0)

  init(_ options: Options) throws {
    self.options = options
    lines = options.queries.enumerated().map { number, query in
      let text = query.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
      let line = #"{"id":\#(number),"op":"query","limit":\#(options.limit),"q":"\#(text)"}"#
      return Array((line + "\n").utf8)
    }
    server = try ServerProcess(options.socket)
    latencies.reserveCapacity(options.requests)
  }

  mutating func run() throws {
    descriptors.before = server.descriptors
    do {
      var connections: [Connection] = []
      for _ in 0..<options.clients { connections.append(try Connection(options.socket)) }
      try ask(connections, options.warm, measured: false)
      let begin = now()
      try ask(connections, options.requests, measured: true)
      seconds = Double(now() - begin) / 1e9
      received = connections.reduce(0) { $0 + $1.bytes }
    }
    // The server needs a moment to see that they have gone.
    for _ in 0..<100 where server.descriptors > descriptors.before { usleep(20_000) }
    descriptors.after = server.descriptors
  }

  private mutating func ask(_ connections: [Connection], _ count: Int, measured: Bool) throws {
    guard count > 0 else { return }
    var asked = 0
    var answered = 0
    var waiting = connections.map { pollfd(fd: $0.descriptor, events: Int16(POLLIN), revents: 0) }
    for connection in connections.prefix(count) {
      try connection.ask(lines[asked % lines.count])
      asked += 1
    }
    while answered < count {
      guard poll(&waiting, nfds_t(waiting.count), 60_000) > 0 else {
        throw LoadError("no answer within a minute")
      }
      for (index, connection) in connections.enumerated() where waiting[index].revents != 0 {
        guard let end = try connection.receive() else { continue }
        answered += 1
        if measured { note(end, connection.received - connection.sent, answered) }
        guard asked < count else { continue }
        try connection.ask(lines[asked % lines.count])
        asked += 1
      }
    }
  }

  private mutating func note(_ end: String, _ nanoseconds: UInt64, _ answered: Int) {
    latencies.append(UInt32(clamping: nanoseconds))
    if !end.contains(#""ok":true"#) {
      if failures == 0 { firstFailure = end }
      failures += 1
    }
    if answered % max(1, options.requests / 10) == 0 { memory.append(server.ownMemory ?? 0) }
  }

  /// What was measured, as rows of a Markdown table and lines behind it.
  var report: String {
    let sorted = latencies.sorted()
    let at = { (share: Double) -> String in
      let index = min(sorted.count - 1, Int(Double(sorted.count) * share))
      return String(Double(sorted[index] / 1000) / 1000)
    }
    let rate = Int(Double(latencies.count) / seconds)
    return """
      | clients | requests | p50, ms | p95, ms | p99, ms | max, ms | requests/s |
      |--:|--:|--:|--:|--:|--:|--:|
      | \(options.clients) | \(latencies.count) | \(at(0.5)) | \(at(0.95)) | \(at(0.99)) | \(at(1)) | \(rate) |

      failures: \(failures) \(firstFailure)
      bytes received: \(received)
      own memory of the server after each tenth, kB: \(memory.map(String.init).joined(separator: " "))
      descriptors of the server: \(descriptors.before) before, \(descriptors.after) after
      """
  }
}
