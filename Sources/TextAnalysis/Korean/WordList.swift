/// A closed list of words in a data file: blocks of words, "#" comments, "@name" lines.
struct WordList {
  /// The words of each block name; those before any name are under "".
  private(set) var blocks: [String: Set<[UInt8]>] = [:]

  /// Reads a list. O(bytes).
  init(_ bytes: [UInt8]) {
    var name = ""
    for line in bytes.split(separator: UInt8(ascii: "\n")) {
      if line.first == UInt8(ascii: "#") { continue }
      if line.first == UInt8(ascii: "@") {
        name = String(decoding: line.dropFirst(), as: UTF8.self)
        continue
      }
      for word in line.split(separator: UInt8(ascii: " ")) {
        blocks[name, default: []].insert(Array(word))
      }
    }
  }
}
