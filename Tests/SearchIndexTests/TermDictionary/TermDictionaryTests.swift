import IndexBytes
import TestSupport
import Testing

@testable import SearchIndex

@Suite("The term dictionary")
struct TermDictionaryTests {
  /// Terms of few letters after common prefixes, some of them shorter than eight bytes, some much
  /// longer.
  private func randomTerms(_ count: Int, _ random: inout SeededGenerator) -> [[UInt8]] {
    let prefixes = [
      "", "a", "가우", "prefix--", "prefix-of-more-than-eight-bytes-", "\u{1}", "\u{2}ab",
    ]
    var terms: Set<[UInt8]> = []
    for _ in 0..<count {
      var term = Array(prefixes[random.below(prefixes.count)].utf8)
      let longest = random.once(in: 20) ? 260 : 5
      for _ in 0...random.below(longest) { term.append([0, 0x61, 0x62, 0xFF][random.below(4)]) }
      terms.insert(term)
    }
    return Array(terms)
  }

  @Test("every term is found with its value, every other is not", arguments: [1, 2, 16, 17, 1000])
  func lookup(count: Int) throws {
    var random = SeededGenerator("lookup(\(count))")
    let sample = try TestDictionary(randomTerms(count, &random), &random)
    let known = Set(sample.entries.map(\.term))
    for entry in sample.entries {
      #expect(try sample.dictionary.lookup(entry.term) == entry.info)
      for absent in [entry.term + [0], Array(entry.term.dropLast()), entry.term + [0xFF, 0xFF]]
      where !known.contains(absent) {
        #expect(try sample.dictionary.lookup(absent) == nil)
      }
    }
    for absent in randomTerms(200, &random) where !known.contains(absent) {
      #expect(try sample.dictionary.lookup(absent) == nil)
    }
  }

  @Test("the values of all terms that begin alike", arguments: [0, 1, 17, 300, 2000])
  func beginnings(count: Int) throws {
    var random = SeededGenerator("beginnings(\(count))")
    let sample = try TestDictionary(randomTerms(count, &random), &random)
    let arena = FlatArena()
    for _ in 0..<200 {
      var prefix = randomTerms(1, &random)[0]
      if let entry = sample.entries.randomElement(using: &random), random.once(in: 2) {
        prefix = entry.term
      }
      prefix = Array(prefix.prefix(random.below(prefix.count + 1)))
      var found = FrequentTerms(limit: max(1, count), arena)
      try sample.dictionary.add(termsWith: prefix, to: &found)
      let expected = sample.entries.filter { $0.term.starts(with: prefix) }.map(\.info)
      #expect(found.terms() == expected)
      arena.reset()
    }
  }

  @Test("all bigrams of one second unit", arguments: [0, 1, 17, 300, 3000])
  func bigrams(count: Int) throws {
    var random = SeededGenerator("bigrams(\(count))")
    // The first and the last unit there may be, and characters before, between and behind.
    let firsts = "กᄀᄀ中가각갂나다라마바힣힣ꀀ\u{E000}Ａ".unicodeScalars.map { Array(String($0).utf8) }
    let seconds = (0..<40).map { Array("\(Unicode.Scalar(0xAC00 + 281 * $0)!)".utf8) }
    let marks: [[UInt8]] = [[], [], [TermMark.wordStart]] + Field.allCases.map { [$0.mark] }
    var terms: Set<[UInt8]> = []
    for _ in 0..<count {
      var term = marks[random.below(marks.count)] + firsts[random.below(firsts.count)]
      for _ in 0..<[0, 1, 1, 1, 1, 2][random.below(6)] {
        term += seconds[random.below(seconds.count)]
      }
      if random.once(in: 20) { term += [0x61] }
      terms.insert(term)
    }
    let sample = try TestDictionary(Array(terms), &random)
    for mark in [[]] + Field.allCases.map({ [$0.mark] }) {
      for second in seconds {
        let ending = TermDictionary.BigramEnding(second, mark: mark)
        var found: [(term: [UInt8], info: TermInfo)] = []
        try sample.dictionary.bigrams(ending) { key, info in
          found.append((TermKey.bytes(key, count: ending.length), info))
        }
        let expected = sample.entries.filter { entry in
          entry.term.count == mark.count + 6 && entry.term.starts(with: mark)
            && entry.term.suffix(3) == second[...] && (0xE1...0xED) ~= entry.term[mark.count]
        }
        #expect(found.map(\.term) == expected.map(\.term))
        #expect(found.map(\.info) == expected.map(\.info))
      }
    }
  }

  @Test("an iterator walks all terms in byte order")
  func iterator() throws {
    var random = SeededGenerator()
    for count in [0, 1, 15, 16, 17, 300] {
      let sample = try TestDictionary(randomTerms(count, &random), &random)
      var iterator = TermIterator(sample.dictionary)
      for entry in sample.entries {
        #expect(try iterator.next())
        #expect(iterator.term == entry.term)
        #expect(iterator.info == entry.info)
      }
      #expect(try !iterator.next())
      #expect(try !iterator.next())
    }
  }

  @Test("an iterator starts at the first term not before a prefix")
  func fromPrefix() throws {
    var random = SeededGenerator()
    let sample = try TestDictionary(randomTerms(300, &random), &random)
    let starts = [[], [0xFF, 0xFF, 0xFF]] + randomTerms(60, &random) + sample.entries.map(\.term)
    for start in starts {
      var iterator = try TermIterator(sample.dictionary, from: start)
      let expected = sample.entries.first { !$0.term.lexicographicallyPrecedes(start) }
      let found = try iterator.next() ? iterator.term : nil
      #expect(found == expected?.term)
    }
  }

  @Test("a dictionary of no terms finds nothing")
  func empty() throws {
    var random = SeededGenerator()
    let sample = try TestDictionary([], &random)
    #expect(try sample.dictionary.lookup([0x61]) == nil)
    #expect(try sample.dictionary.lookup([]) == nil)
    #expect(sample.dictionary.blockCount == 0)
  }

  @Test("the key of a term orders as its first eight bytes")
  func keys() {
    var random = SeededGenerator()
    for _ in 0..<500 {
      let terms = randomTerms(2, &random).map { $0.prefix(8) }
      guard terms.count == 2 else { continue }
      if TermKey.of(terms[0]) < TermKey.of(terms[1]) {
        #expect(terms[0].lexicographicallyPrecedes(terms[1]))
      }
    }
  }
}
