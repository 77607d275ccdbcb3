import TestSupport
import Testing

@testable import SearchIndex

@Suite struct PrefixTests {
  private func occurrences(_ prefix: String) -> (OperatorSection) -> Int {
    { section in section.count { $0.count { $0.hasPrefix(prefix) } } }
  }

  @Test func findsWordsThatBeginWithIt() throws {
    var random = OperatorRandom()
    for _ in 0..<4 {
      let library = try OperatorLibrary(&random)
      for _ in Rounds.of(40) {
        let word = random.word()
        try OperatorOracle(library: library).check(
          "\(word)*", OperatorOracle.options(limit: 1 + random.below(60)),
          slots: [occurrences(word)])
      }
    }
  }

  @Test(arguments: [true, false])
  func everyWordOfTheModeIsOne(isPlain: Bool) throws {
    var random = OperatorRandom()
    let library = try OperatorLibrary(&random, analyzer: isPlain ? .whitespace : .standard)
    for _ in Rounds.of(60) {
      let words = Array(Set(random.words(3))).sorted()
      var options = OperatorOracle.options(limit: 1 + random.below(30))
      options.mode = .prefix
      try OperatorOracle(library: library).check(
        words.joined(separator: " "), options, slots: words.map(occurrences))
    }
  }

  @Test func requiredAndAmongOthers() throws {
    var random = OperatorRandom()
    let library = try OperatorLibrary(&random)
    for _ in Rounds.of(60) {
      let (word, other) = (random.word(), random.word())
      let count = occurrences(word)
      let oracle = OperatorOracle(library: library)
      let options = OperatorOracle.options(limit: 1 + random.below(60))
      try oracle.check("+\(word)* \(other)", options, slots: [count]) { count($0) > 0 }
      try oracle.check("\(word)* \(other)", options, slots: [count])
      try oracle.check(
        "title:\(word)*", options,
        slots: [
          { $0.title.count { $0.hasPrefix(word) } }
        ]
      ) { $0.title.contains { $0.hasPrefix(word) } }
    }
  }
}
