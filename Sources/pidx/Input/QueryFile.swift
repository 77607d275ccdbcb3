/// A file of queries: `id TAB query`, one a line.
///
/// Blank lines are skipped, a byte order mark and carriage returns are ignored, further tabs
/// count as blanks.
struct QueryFile {
  /// A query and the name it goes by.
  struct Query: Equatable {
    var id: String
    var text: String
  }

  /// The queries, in the order of the file.
  let queries: [Query]

  /// Reads the file at `path`.
  ///
  /// - Throws: `CommandFailure` naming the file, and the line where one is bad.
  init(path: String) throws {
    try self.init(bytes: readFile(path), path: path)
  }

  /// Reads the bytes of a file.
  init(bytes: [UInt8], path: String) throws {
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let text = bytes.starts(with: mark) ? bytes.dropFirst(mark.count) : bytes[...]
    var queries: [Query] = []
    var number = 0
    for line in text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      number += 1
      if let query = try Self.parse(line, at: "\(path):\(number)") { queries.append(query) }
    }
    self.queries = queries
  }

  private static func parse(_ line: ArraySlice<UInt8>, at place: String) throws -> Query? {
    let line = line.last == UInt8(ascii: "\r") ? line.dropLast() : line
    if line.allSatisfy({ $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }) { return nil }
    guard let tab = line.firstIndex(of: UInt8(ascii: "\t")) else {
      throw CommandFailure("\(place): no tab between the id and the query")
    }
    let id = line[..<tab]
    guard !id.isEmpty, !id.contains(where: { $0 <= UInt8(ascii: " ") }) else {
      throw CommandFailure("\(place): the id must be one word")
    }
    let text = line[(tab + 1)...].map { $0 == UInt8(ascii: "\t") ? UInt8(ascii: " ") : $0 }
    return Query(
      id: String(decoding: id, as: UTF8.self), text: String(decoding: text, as: UTF8.self))
  }
}
