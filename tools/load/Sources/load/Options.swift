import Glibc

/// What went wrong, on one line.
struct LoadError: Error, CustomStringConvertible {
  let description: String
  init(_ description: String) { self.description = description }
}

/// What to ask, how often, and how many at once.
struct Options {
  static let usage = """
    usage: load --socket PATH --queries FILE [--clients N] [--requests N] [--warm N] [--limit N]
    Sends the queries of FILE (id TAB query a line) to a server of pidx, in turn, N requests in all
    (default 10000) over N connections (default 1), each waiting for one answer before it asks
    again. The first requests (--warm, default 1000) are not measured.
    """

  var socket = ""
  var queries: [String] = []
  var clients = 1
  var requests = 10_000
  var warm = 1000
  var limit = 10

  init(_ arguments: ArraySlice<String>) throws {
    var rest = arguments
    while let name = rest.popFirst() {
      guard let value = rest.popFirst() else { throw LoadError(Self.usage) }
      switch name {
      case "--socket": socket = value
      case "--queries": queries = try Self.read(value)
      case "--clients": clients = try Self.number(name, value, 1...1000)
      case "--requests": requests = try Self.number(name, value, 1...100_000_000)
      case "--warm": warm = try Self.number(name, value, 0...1_000_000)
      case "--limit": limit = try Self.number(name, value, 0...1000)
      default: throw LoadError("no option \(name)\n\(Self.usage)")
      }
    }
    if socket.isEmpty || queries.isEmpty { throw LoadError(Self.usage) }
  }

  private static func number(_ name: String, _ text: String, _ range: ClosedRange<Int>) throws
    -> Int
  {
    guard let number = Int(text), range.contains(number) else {
      throw LoadError("\(name) must be \(range.lowerBound) to \(range.upperBound)")
    }
    return number
  }

  /// The second column of a file.
  private static func read(_ path: String) throws -> [String] {
    guard let text = readText(path) else { throw LoadError("\(path): cannot be read") }
    return text.split(separator: "\n").compactMap { line in
      line.split(separator: "\t", maxSplits: 1).dropFirst().first.map(String.init)
    }
  }
}

/// The text of a file, or nil where it cannot be read.
func readText(_ path: String) -> String? {
  let file = open(path, O_RDONLY | O_CLOEXEC)
  guard file >= 0 else { return nil }
  defer { close(file) }
  var bytes: [UInt8] = []
  var chunk = [UInt8](repeating: 0, count: 1 << 16)
  while true {
    let count = read(file, &chunk, chunk.count)
    guard count > 0 else { return count == 0 ? String(decoding: bytes, as: UTF8.self) : nil }
    bytes += chunk[..<count]
  }
}
