/// How many more allocations each benchmark may make on the larger input.
public struct GrowthLimits: Sendable {
  /// For benchmarks that the file does not name: a few arrays that double twice.
  public static let usual = 64

  private var limits: [String: Int] = [:]

  /// The usual limit for every benchmark.
  public init() {}

  /// Reads lines of a name, blanks and a number; those that begin with `#` are comments.
  ///
  /// - Throws: `BenchFailure` naming the first line that is none.
  public init(_ text: String, path: String) throws {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    for (number, line) in lines.enumerated() where !line.isEmpty && !line.hasPrefix("#") {
      let words = line.split(whereSeparator: \.isWhitespace)
      guard words.count == 2, let limit = Int(words[1]), limit >= 0 else {
        throw BenchFailure("\(path):\(number + 1): expected a benchmark and a number")
      }
      guard limits.updateValue(limit, forKey: String(words[0])) == nil else {
        throw BenchFailure("\(path):\(number + 1): \(words[0]) has a limit already")
      }
    }
  }

  /// The limit of a benchmark.
  public subscript(name: String) -> Int { limits[name] ?? Self.usual }

  /// Names in the file that are no benchmark of `growths`.
  public func unknown(_ growths: [Growth]) -> [String] {
    limits.keys.filter { name in !growths.contains { $0.name == name } }.sorted()
  }
}
