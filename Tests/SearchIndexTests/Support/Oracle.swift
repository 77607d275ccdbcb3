import TextAnalysis

@testable import SearchIndex

/// Answers queries by looking at every section's text: the definition of what the index must say.
///
/// Of the engine it uses the analyzer, `BM25` for the value of one occurrence count, and
/// `WordWeigher` for the weights of a query's terms, with counts of its own. What
/// matches, what counts and in which order is written here once more, in the plainest way.
struct Oracle {
  /// A section by its words.
  struct Entry {
    let file: TestFile
    let section: TestSection
    /// Occurrences of each term, words of fields weighted.
    var counts: [Int: Int] = [:]
    /// Occurrences of each bigram that begin a word, words of fields weighted.
    var starts: [Int: Int] = [:]
    /// Where each term stands.
    var places: [Int: Set<Int>] = [:]
    /// Occurrences without the copies marked for fields.
    var length = 0
  }

  private(set) var entries: [Entry] = []
  private var numbers: [[UInt8]: Int] = [:]
  let analyzer = Analyzer(.standard)
  private let weights: FieldWeights

  init(_ files: some Sequence<TestFile>, weights: FieldWeights = .init()) {
    self.weights = weights
    for file in files.sorted(by: { $0.precedes($1) }) {
      for section in file.sections { add(section, of: file) }
    }
  }

  /// The number of a term, or nil where no section holds it.
  func number(_ term: [UInt8]) -> Int? { numbers[term] }

  /// The tokens of a text from a position on.
  func tokens(_ text: [UInt8], from position: UInt32 = 0) -> TokenBuffer {
    var buffer = TokenBuffer()
    buffer.nextPosition = position
    analyzer.analyze(text.span, into: &buffer)
    return buffer
  }

  private mutating func add(_ section: TestSection, of file: TestFile) {
    var entry = Entry(file: file, section: section)
    var next: UInt32 = 0
    let fields: [(Field, [String])] = [
      (.title, [section.title]), (.heading, section.headings), (.author, section.authors),
      (.tag, section.tags), (.link, [section.link]),
    ]
    for (field, texts) in fields {
      for text in texts where !text.isEmpty {
        let buffer = tokens(Array(text.utf8), from: next)
        next = buffer.nextPosition + 16
        note(buffer, times: weights[field], mark: nil, in: &entry)
        note(buffer, times: 1, mark: field, in: &entry)
      }
    }
    note(tokens(section.body, from: next), times: 1, mark: nil, in: &entry)
    entries.append(entry)
  }

  private mutating func note(
    _ buffer: TokenBuffer, times: Int, mark: Field?, in entry: inout Entry
  ) {
    var runStart: UInt32?
    for token in buffer.tokens where times > 0 {
      let term = (mark.map { [$0.rawValue] } ?? []) + buffer.term(token)
      let number = numbers[term] ?? numbers.count
      numbers[term] = number
      entry.counts[number, default: 0] += times
      entry.places[number, default: []].insert(Int(token.position))
      if token.kind == .wordStart { runStart = token.position }
      if mark == nil, token.kind == .hangulBigram, token.position == runStart {
        entry.starts[number, default: 0] += times
      }
    }
    if mark == nil { entry.length += buffer.tokens.count * times }
  }
}
