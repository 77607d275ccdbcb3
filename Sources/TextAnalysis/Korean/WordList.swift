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
    var start = 0
    while start < bytes.count {
      var end = start
      while end < bytes.count, bytes[end] != UInt8(ascii: "\n") { end += 1 }
      if bytes[start] == UInt8(ascii: "@") {
        current = addClass(String(decoding: bytes[start + 1..<end], as: UTF8.self))
      } else if bytes[start] != UInt8(ascii: "#") {
        if current == 0, start < end { current = addClass("") }
        insertWords(start..<end, current)
      }
      start = end + 1
    }
  }

  /// The class of this name; none where the list has none. Words before any name are under "".
  func classes(named name: String) -> Classes {
    names.firstIndex(of: name).map { 1 << $0 } ?? 0
  }

  /// The classes that a word is in. O(length).
  func classes(of word: ArraySlice<UInt8>) -> Classes { table[place(of: word.span)].classes }

  private mutating func addClass(_ name: String) -> Classes {
    if !names.contains(name) { names.append(name) }
    return classes(named: name)
  }

  /// Puts the words of a line into the table.
  private mutating func insertWords(_ line: Range<Int>, _ classes: Classes) {
    var start = line.lowerBound
    for index in line where bytes[index] == UInt8(ascii: " ") {
      insert(start..<index, classes)
      start = index + 1
    }
    insert(start..<line.upperBound, classes)
  }

  private mutating func insert(_ word: Range<Int>, _ classes: Classes) {
    if word.isEmpty { return }
    let place = place(of: bytes.span.extracting(word))
    table[place].start = UInt32(word.lowerBound)
    table[place].count = UInt8(word.count)
    table[place].classes |= classes
  }

  /// Where in the table a word is, or would be.
  private func place(of word: Span<UInt8>) -> Int {
    var hash: UInt32 = 0
    for index in word.indices { hash = (hash ^ UInt32(word[index])) &* 0x0100_0193 }
    var place = Int(hash ^ hash >> 15) & (table.count - 1)
    while table[place].count > 0, !holds(table[place], word) {
      place = (place + 1) & (table.count - 1)
    }
    return place
  }

  private func holds(_ entry: Entry, _ word: Span<UInt8>) -> Bool {
    guard Int(entry.count) == word.count else { return false }
    let start = Int(entry.start)
    for index in word.indices where bytes[start + index] != word[index] { return false }
    return true
  }
}
