/// Indexes sets, runs their queries and scores what was found.
///
/// Sets of one corpus share an index.
package struct Evaluator {
  private let engine: Engine
  private let indexes: String
  private let runs: String
  private var built: [String: String] = [:]

  /// Makes an evaluator; `indexes` and `runs` are the folders where those go.
  package init(engine: Engine, indexes: String, runs: String) {
    self.engine = engine
    self.indexes = indexes
    self.runs = runs
  }

  /// Scores a set; its run stays in the folder of runs.
  package mutating func score(_ set: LabelledSet) throws(EvalFailure) -> SetScores {
    let judgments = try Judgments(path: set.judgments)
    guard judgments.queries.contains(where: \.hasRelevant) else {
      throw EvalFailure("\(set.judgments): no grade is above 0")
    }
    let index = try index(of: set)
    let run = "\(runs)/\(set.name).trec"
    try Folder.make(Folder.parent(run))
    try engine.query(set.queries, index: index, run: run)
    return SetScores(judgments, try RankedRun(path: run))
  }

  private mutating func index(of set: LabelledSet) throws(EvalFailure) -> String {
    if let index = built[set.corpus] { return index }
    let index = "\(indexes)/\(set.name)"
    try Folder.make(Folder.parent(index))
    try engine.build(set.corpus, index: index)
    built[set.corpus] = index
    return index
  }
}
