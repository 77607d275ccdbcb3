import TestSupport
import Testing

@testable import SearchIndex

@Suite struct DateOrderTests {
  @Test(arguments: [SortOrder.date, .dateAscending])
  func byDateThenScoreThenPlace(order: SortOrder) throws {
    var random = OperatorRandom()
    let library = try OperatorLibrary(&random)
    let oracle = OperatorOracle(library: library)
    for _ in Rounds.of(60) {
      let word = random.longWord()
      var options = OperatorOracle.options(limit: 1 + random.below(80))
      options.sort = order
      try oracle.check("\(word) \(random.longWord())", options)
      try oracle.check("+\(word)", options) {
        $0.holds { !OperatorOracle.starts([word], in: $0).isEmpty }
      }
      try oracle.check("path:notes", options) { $0.path.hasPrefix("notes") }
    }
  }
}
