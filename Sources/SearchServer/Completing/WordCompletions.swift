import TextAnalysis

/// Gathers, from the texts of sections, the words that begin as the last one typed does.
struct WordCompletions {
  /// A word, without its particle, and how many sections hold it.
  struct Completion {
    var text: String
    var count: Int
    /// Its place among those first seen.
    var order: Int
  }

  private let typed: TypedLetters
  private var found: [TypedLetters: Completion] = [:]

  /// Completions of the last word of `text`; none of a text that ends in a blank.
  init(of text: String) {
    let last = text.lastIndex(where: { !Self.isLetter($0) }).map { text.index(after: $0) }
    typed = TypedLetters(text[(last ?? text.startIndex)...])
  }

  /// Takes the words of one section, each once. O(texts).
  mutating func add(_ texts: [String]) {
    guard !typed.letters.isEmpty else { return }
    var seen: Set<TypedLetters> = []
    for text in texts {
      for word in text.split(whereSeparator: { !Self.isLetter($0) }) {
        for run in Self.runs(word) { add(run, &seen) }
      }
    }
  }

  /// The completions that most sections hold.
  func best(_ limit: Int) -> [Completion] {
    let sorted = found.values.sorted { ($1.count, $0.order) < ($0.count, $1.order) }
    return Array(sorted.prefix(limit))
  }

  /// Whether a word of `title` begins as the last one typed.
  func occurs(in title: String) -> Bool {
    guard !typed.letters.isEmpty else { return false }
    return title.split(whereSeparator: { !Self.isLetter($0) }).contains { word in
      typed.begin(TypedLetters(word)) || Self.runs(word).contains { typed.begin(TypedLetters($0)) }
    }
  }

  private mutating func add(_ run: Substring, _ seen: inout Set<TypedLetters>) {
    guard typed.begin(TypedLetters(run)) else { return }
    var word = run
    let stem = Self.stem(run)
    if typed.begin(TypedLetters(stem)) { word = stem }
    let key = TypedLetters(word)
    guard seen.insert(key).inserted else { return }
    let new = Completion(text: String(word), count: 0, order: found.count)
    found[key, default: new].count += 1
  }

  /// A word without its particle or ending, if it is all syllables.
  private static func stem(_ word: Substring) -> Substring {
    let bytes = Array(word.utf8)
    guard word.unicodeScalars.allSatisfy({ (0xAC00...0xD7A3).contains($0.value) }) else {
      return word
    }
    return word.prefix(KoreanEndings.stemLength(bytes[...]))
  }

  /// The runs of Hangul and of other letters in a word: "LLM은" is two.
  private static func runs(_ word: Substring) -> [Substring] {
    var runs: [Substring] = []
    var rest = word
    while let first = rest.first {
      let run = rest.prefix { isHangul($0) == isHangul(first) }
      runs.append(run)
      rest = rest.dropFirst(run.count)
    }
    return runs
  }

  private static func isLetter(_ character: Character) -> Bool {
    character.isLetter || character.isNumber
  }

  private static func isHangul(_ character: Character) -> Bool {
    guard let scalar = character.unicodeScalars.first?.value else { return false }
    return (0xAC00...0xD7A3).contains(scalar) || (0x1100...0x11FF).contains(scalar)
      || (0x3131...0x318E).contains(scalar)
  }
}
