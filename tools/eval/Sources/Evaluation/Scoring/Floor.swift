/// The least nDCG@10 that a set must reach.
package struct Floor: Equatable {
  /// The set.
  package let set: String
  /// The least value, 0 to 1.
  package let value: Double

  /// Reads `SET=VALUE`; the last equals sign counts.
  ///
  /// Gives nothing for what is not of this form.
  package init?(_ text: String) {
    guard let equals = text.lastIndex(of: "=") else { return nil }
    self.init(set: String(text[..<equals]), value: String(text[text.index(after: equals)...]))
  }

  /// Reads a file of floors: a set, blanks or a tab, and a value a line; # begins a remark.
  package static func read(path: String) throws(EvalFailure) -> [Floor] {
    var floors: [Floor] = []
    for line in try Lines(path: path) where line.words[0].first != UInt8(ascii: "#") {
      guard line.words.count == 2, let floor = Floor(set: line.text(0), value: line.text(1)) else {
        throw EvalFailure("\(line.place): expected a set and a value from 0 to 1")
      }
      floors.append(floor)
    }
    return floors
  }

  private init?(set: String, value: String) {
    guard !set.isEmpty, let value = Double(value), (0...1).contains(value) else { return nil }
    self.set = set
    self.value = value
  }
}
