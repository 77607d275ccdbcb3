/// A closed list of words in a data file: blocks of words, "#" comments, "@name" lines.
///
/// The words stay where they are, and a table of hashes tells where: it is made at every start of
/// the process, so making it has to be cheap.
struct WordList {
  /// Some of the blocks' classes, a bit each.
  typealias Classes = UInt8

  /// A word of the list.
  private struct Entry {
    var start: UInt32
    /// Bytes of the word; 0 where a place of the table is free.
    var count: UInt8 = 0
    var classes: Classes = 0
  }

  private let bytes: [UInt8]
  /// Names of the classes, in the order of their bits.
  private(set) var names: [String] = []
  /// Open addressing; at most half full.
  private var table: [Entry]

  /// Reads a list of up to eight classes and words of up to 255 bytes. O(bytes).
  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    // A word takes two bytes at least, with what stands before it.
    var places = 16
    while places < bytes.count { places *= 2 }
    table = [Entry](repeating: Entry(start: 0), count: places)
    var current: Classes = 0
    for line in bytes.split(separator: UInt8(ascii: "\n")) {
      if line.first == UInt8(ascii: "#") { continue }
      if line.first == UInt8(ascii: "@") {
        current = addClass(String(decoding: line.dropFirst(), as: UTF8.self))
        continue
      }
      if current == 0 { current = addClass("") }
      for word in line.split(separator: UInt8(ascii: " ")) { insert(word, current) }
    }
  }

  /// The class of this name; none where the list has none. Words before any name are under "".
  func classes(named name: String) -> Classes {
    names.firstIndex(of: name).map { 1 << $0 } ?? 0
  }

  /// The classes that a word is in. O(length).
  func classes(of word: ArraySlice<UInt8>) -> Classes { table[place(of: word)].classes }

  private mutating func addClass(_ name: String) -> Classes {
    if !names.contains(name) { names.append(name) }
    return classes(named: name)
  }

  private mutating func insert(_ word: ArraySlice<UInt8>, _ classes: Classes) {
    let place = place(of: word)
    table[place].start = UInt32(word.startIndex)
    table[place].count = UInt8(word.count)
    table[place].classes |= classes
  }

  /// Where in the table a word is, or would be.
  private func place(of word: ArraySlice<UInt8>) -> Int {
    var hash: UInt32 = 0
    for byte in word { hash = (hash ^ UInt32(byte)) &* 0x0100_0193 }
    var place = Int(hash ^ hash >> 15) & (table.count - 1)
    while table[place].count > 0, !holds(table[place], word) {
      place = (place + 1) & (table.count - 1)
    }
    return place
  }

  private func holds(_ entry: Entry, _ word: ArraySlice<UInt8>) -> Bool {
    let start = Int(entry.start)
    return Int(entry.count) == word.count
      && bytes[start..<start + word.count].elementsEqual(word)
  }
}
