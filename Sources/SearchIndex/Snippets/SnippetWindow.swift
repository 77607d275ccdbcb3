/// The piece of a text to show for a hit.
struct SnippetWindow {
  /// Bytes of the text, whole characters and, where that fits, whole words.
  var range: Range<Int>

  /// The window of at most `limit` bytes that holds the most different patterns, then the most
  /// matches, then stands earliest. O(matches + limit).
  init(_ text: [UInt8], _ matches: [Highlighter.Match], limit: Int) {
    guard text.count > limit else {
      range = 0..<text.count
      self.trim(text)
      return
    }
    let core = Self.densest(matches, limit)
    let spare = max(0, limit - core.count)
    // A third of the room in front shows what the match is about.
    let start = Self.start(text, max(0, core.lowerBound - spare / 3), core, limit)
    let end = Self.backToBreak(text, min(text.count, start + limit), floor: core.upperBound)
    range = start..<max(start, end)
    trim(text)
  }

  /// The run of matches within `limit` bytes that has the most to show.
  static func densest(_ matches: [Highlighter.Match], _ limit: Int) -> Range<Int> {
    var best = 0..<0
    var bestValue = (0, 0)
    // How often each pattern is among the matches from `first` to before `end`, and how many are.
    var counts = [Int](repeating: 0, count: 1 + (matches.map(\.pattern).max() ?? 0))
    var different = 0
    var end = 0
    for first in matches.indices {
      let start = matches[first].range.lowerBound
      while end < matches.count, end == first || matches[end].range.upperBound - start <= limit {
        counts[matches[end].pattern] += 1
        if counts[matches[end].pattern] == 1 { different += 1 }
        end += 1
      }
      if (different, end - first) > bestValue {
        bestValue = (different, end - first)
        best = start..<max(start, matches[end - 1].range.upperBound)
      }
      counts[matches[first].pattern] -= 1
      if counts[matches[first].pattern] == 0 { different -= 1 }
    }
    return best
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || (byte >= 0x09 && byte <= 0x0D)
  }

  /// How far back the beginning of a word is looked for, in bytes.
  private static let longestWord = 48

  /// The nearest beginning of a word at or after `place`, else before it where the matches still
  /// fit, else of a character.
  private static func start(
    _ text: [UInt8], _ place: Int, _ core: Range<Int>, _ limit: Int
  ) -> Int {
    if place == 0 { return 0 }
    for index in place..<max(place, core.lowerBound) where isSpace(text[index - 1]) {
      return index
    }
    let lowest = max(1, place - longestWord, core.upperBound - limit)
    for index in stride(from: place, through: lowest, by: -1) where isSpace(text[index - 1]) {
      return index
    }
    return characterStart(text, place)
  }

  /// The nearest end of a word at or before `place`.
  private static func backToBreak(_ text: [UInt8], _ place: Int, floor: Int) -> Int {
    if place >= text.count { return text.count }
    var index = place
    while index > floor {
      if isSpace(text[index]) { return index }
      index -= 1
    }
    return characterStart(text, max(place, floor))
  }

  private static func characterStart(_ text: [UInt8], _ place: Int) -> Int {
    var index = place
    while index > 0, index < text.count, text[index] & 0xC0 == 0x80, place - index < 4 {
      index -= 1
    }
    return index
  }

  private mutating func trim(_ text: [UInt8]) {
    var start = range.lowerBound
    var end = range.upperBound
    while start < end, Self.isSpace(text[start]) { start += 1 }
    while end > start, Self.isSpace(text[end - 1]) { end -= 1 }
    range = start..<end
  }
}
