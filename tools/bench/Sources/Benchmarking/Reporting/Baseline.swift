import SearchProtocol

/// What an earlier run has printed.
public struct Baseline: Sendable {
  /// One of its measurements.
  struct Entry: Sendable, Equatable {
    var nanoseconds: Double
    var allocations: Int
  }

  private var entries: [String: Entry] = [:]

  /// Reads lines of `Measurement.json`; blank ones are passed over.
  ///
  /// - Throws: `BenchFailure` naming the first line that is none.
  public init(_ bytes: [UInt8], path: String) throws {
    let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    for (number, line) in lines.enumerated() where !line.isEmpty {
      guard let object = try? JSONReader.read(Array(line)), let name = object["name"]?.string,
        let size = object["size"]?.integer, let time = object["ns"]?.double,
        let allocations = object["allocations"]?.integer
      else { throw BenchFailure("\(path):\(number + 1): no measurement of pidx-bench") }
      entries[Self.key(name, size)] = Entry(nanoseconds: time, allocations: allocations)
    }
  }

  private static func key(_ name: String, _ size: Int) -> String { "\(name) \(size)" }

  /// A Markdown table: each measurement beside that of the baseline, and by how much it is more.
  public func table(_ measurements: [Measurement]) -> String {
    var text = "| benchmark | size | before, ns | now, ns | ratio | allocations before | now |\n"
    text += "|---|--:|--:|--:|--:|--:|--:|\n"
    for now in measurements {
      let name = "| \(now.name) | \(now.size) |"
      let time = "\(Int(now.nanoseconds.rounded()))"
      guard let before = entries[Self.key(now.name, now.size)] else {
        text += "\(name) – | \(time) | – | – | \(now.allocations) |\n"
        continue
      }
      text += "\(name) \(Int(before.nanoseconds.rounded())) | \(time) | "
      text +=
        before.nanoseconds > 0 ? fixed(now.nanoseconds / before.nanoseconds, decimals: 2) : "–"
      text += " | \(before.allocations) | \(now.allocations) |\n"
    }
    return text
  }
}

/// A failure of the tool.
public struct BenchFailure: Error, CustomStringConvertible {
  /// What is wrong and what to do, on one line.
  public let description: String

  /// Makes a failure from its line.
  public init(_ description: String) { self.description = description }
}
