import Glibc

/// The server, as the system sees it.
struct ServerProcess {
  let number: Int

  /// Asks the server for its number.
  init(_ socket: String) throws {
    let connection = try Connection(socket)
    try connection.ask(Array("{\"op\":\"status\"}\n".utf8))
    var text = ""
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while !text.contains(#""t":"end""#) {
      let count = recv(connection.descriptor, &chunk, chunk.count, 0)
      guard count > 0 else { throw LoadError("the server does not tell its process") }
      text += String(decoding: chunk[..<count], as: UTF8.self)
    }
    let digits = text.split(separator: #""pid":"#).last?.prefix { $0.isNumber }
    guard let digits, let number = Int(digits) else { throw LoadError("no process in \(text)") }
    self.number = number
  }

  /// Kilobytes of memory that are its own, mapped files aside; nil where the system does not say.
  var ownMemory: Int? {
    let line = readText("/proc/\(number)/status")?.split(separator: "\n").first {
      $0.hasPrefix("RssAnon:")
    }
    return line?.split(whereSeparator: { $0 == " " || $0 == "\t" }).dropFirst().first.flatMap {
      Int($0)
    }
  }

  /// Open descriptors.
  var descriptors: Int {
    guard let folder = opendir("/proc/\(number)/fd") else { return 0 }
    defer { closedir(folder) }
    var count = 0
    while readdir(folder) != nil { count += 1 }
    return count - 2
  }
}
