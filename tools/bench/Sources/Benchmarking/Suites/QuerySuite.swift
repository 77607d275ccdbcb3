import SearchIndex

/// Searches of an index: the searcher is warm, and the query prepared where its name says nothing
/// else.
public struct QuerySuite {
  /// A query and how it is asked.
  struct Case: Sendable {
    var name: String
    var query: String
    var mode = MatchMode.any
    var change: @Sendable (inout SearchOptions) -> Void = { _ in }
  }

  private let index: SyntheticIndex
  private let runner: Runner

  /// Searches of `index`.
  public init(_ index: SyntheticIndex, _ runner: Runner) {
    self.index = index
    self.runner = runner
  }

  static let cases = [
    Case(name: "any", query: "학습 확산을 diffusion"),
    Case(name: "any-long", query: "가우시안 데이터는 언어모델의 training 생성에서 추론 LLM은 검색"),
    Case(name: "any-counted", query: "학습 확산을 diffusion") { $0.countsTotal = true },
    Case(name: "first-stage", query: "학습 확산을 diffusion") { $0.parameters.depth = 0 },
    Case(name: "all", query: "학습 확산을 diffusion", mode: .all),
    Case(name: "phrase", query: "확산 학습", mode: .phrase),
    Case(name: "near", query: #""확산 학습"~5"#),
    Case(name: "prefix", query: "가우* trans*"),
    Case(name: "fuzzy", query: "스플래팅~ transfomer~2"),
    Case(name: "syllable", query: "학"),
    Case(name: "boolean", query: "+학습 -확산 (diffusion OR 데이터) title:model date:2020.."),
    Case(name: "by-date", query: "학습 diffusion") { $0.sort = .date },
    Case(name: "grouped", query: "학습 diffusion") { $0.groupsLinks = true },
    Case(name: "hundred", query: "학습 확산을 diffusion") { $0.limit = 100 },
  ]

  /// Measures every query; then preparing one, presenting ten hits, and opening the index cold.
  public func run(_ wanted: (String) -> Bool) throws -> [Measurement] {
    let snapshot = try Snapshot.open(index.folder)
    let searcher = Searcher(snapshot)
    var results: [Measurement] = []
    for one in Self.cases where wanted("query/" + one.name) {
      let query = try searcher.prepare(one.query, options(one))
      results.append(
        try runner.measure("query/" + one.name, size: index.sections) {
          try use(searcher.run(query))
        })
    }
    let first = Self.cases[0]
    if wanted("query/prepare") {
      results.append(
        try runner.measure("query/prepare", size: index.sections) {
          try use(searcher.prepare(first.query, options(first)))
        })
    }
    if wanted("query/present") { results.append(try present(searcher, first)) }
    if wanted("open/cold") { results.append(try openCold(first)) }
    return results
  }

  private func options(_ one: Case) -> SearchOptions {
    var options = SearchOptions()
    options.mode = one.mode
    options.countsTotal = false
    one.change(&options)
    return options
  }

  private func present(_ searcher: Searcher, _ one: Case) throws -> Measurement {
    let results = try searcher.search(one.query, options(one))
    return try runner.measure("query/present", size: index.sections) {
      for hit in results.hits { try use(searcher.present(hit, of: results)) }
    }
  }

  /// What a process does that answers one query.
  private func openCold(_ one: Case) throws -> Measurement {
    try runner.measure("open/cold", size: index.sections) {
      let searcher = Searcher(try Snapshot.open(index.folder))
      try use(searcher.search(one.query, options(one)))
    }
  }
}

/// Keeps a value from being optimized away.
@inline(never)
package func use<Value>(_ value: Value) { withExtendedLifetime(value) {} }
