import ArgumentParser
import Evaluation

/// The command: its arguments, and what is done with them.
struct EvalCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pidx-eval",
    abstract: "Score pidx on queries with judgments.",
    discussion: """
      Looks in the folder, and down to three folders below it, for pairs of files: \
      queries.tsv (id TAB query) and qrels.tsv (qid 0 docid grade), or queries.NAME.tsv and \
      qrels.NAME.tsv. What is indexed is docs.jsonl beside them, or else their folder.

      Exit status: 0, 1 when a set fell below its floor, 2 after an error.
      """)

  @Argument(help: "The folder with the sets.", completion: .directory)
  var folder: String

  @Option(
    help: ArgumentHelp(
      "The binary; build/pidx, or pidx on PATH, unless named.", valueName: "file"),
    completion: .file())
  var pidx: String?

  @Option(help: ArgumentHelp("Leave a set out; may be repeated.", valueName: "set"))
  var skip: [String] = []

  @Option(
    parsing: .unconditionalSingleValue,
    help: ArgumentHelp("An argument more for pidx build; may be repeated.", valueName: "word"))
  var buildArg: [String] = []

  @Option(
    parsing: .unconditionalSingleValue,
    help: ArgumentHelp("An argument more for pidx query; may be repeated.", valueName: "word"))
  var queryArg: [String] = []

  @Option(
    help: ArgumentHelp("Keep the indexes in this folder.", valueName: "dir"),
    completion: .directory)
  var keep: String?

  @Option(
    help: ArgumentHelp(
      "Save runs, and the scores of each query, in this folder.", valueName: "dir"),
    completion: .directory)
  var save: String?

  @Option(
    help: ArgumentHelp("Compare with what was saved in this folder.", valueName: "dir"),
    completion: .directory)
  var against: String?

  @Option(
    help: ArgumentHelp("The least nDCG@10 of a set; may be repeated.", valueName: "set=value"),
    transform: { text in
      guard let floor = Floor(text) else {
        throw ValidationError("expected SET=VALUE, the value from 0 to 1")
      }
      return floor
    })
  var floor: [Floor] = []

  @Option(
    help: ArgumentHelp("A file of floors: a set and a value a line.", valueName: "file"),
    completion: .file())
  var floors: String?

  func run() throws {
    let floors = try floor + (floors.map { path in try Floor.read(path: path) } ?? [])
    let scratch = try Folder.scratch()
    defer { Folder.remove(scratch) }
    let report = try score(chosenSets(floors), scratch: scratch)
    try Output.write(report.metrics)
    if let against {
      try Output.write("\nnDCG@10 against \(against):\n\n\(report.changes)")
    }
    if let save { try report.save(to: save) }
    let falls = report.falls(below: floors)
    falls.forEach(Output.complain)
    if !falls.isEmpty { throw ExitCode(1) }
  }
}

extension EvalCommand {
  private func score(_ sets: [LabelledSet], scratch: String) throws -> Report {
    var engine = Engine(program: pidx, scratch: scratch)
    engine.buildArguments = buildArg
    engine.queryArguments = queryArg
    var evaluator = Evaluator(
      engine: engine, indexes: keep ?? "\(scratch)/indexes", runs: save ?? "\(scratch)/runs")
    var report = Report()
    for set in sets {
      // Read first: the folder may be the one that is saved to.
      let before = try against.flatMap { folder in try saved(set, in: folder) }
      let scores = try evaluator.score(set)
      if !scores.foundAny {
        Output.complain(
          "warning: \(set.name): no relevant document was found; are the ids of "
            + "\(set.judgments) those of pidx, a record's id or path#section?")
      }
      let change = before.map { PairedDifference(before: $0, now: scores) }
      report.rows.append(Report.Row(name: set.name, scores: scores, change: change))
    }
    return report
  }

  /// The sets that are not to be skipped.
  ///
  /// - Throws: `EvalFailure` if there is none, or for a name that is none of a set: a floor with
  ///   a slip in its name would never be looked at.
  private func chosenSets(_ floors: [Floor]) throws -> [LabelledSet] {
    let finder = try SetFinder(folder)
    for path in finder.unpaired { Output.complain("warning: \(path): no judgments beside it") }
    for name in skip where !finder.sets.contains(where: { $0.name == name }) {
      throw EvalFailure("--skip \(name): no set has that name")
    }
    let sets = finder.sets.filter { !skip.contains($0.name) }
    guard !sets.isEmpty else {
      throw EvalFailure("\(folder): no queries.tsv with a qrels.tsv beside it")
    }
    for floor in floors where !sets.contains(where: { $0.name == floor.set }) {
      throw EvalFailure("the floor of \(floor.set): no set has that name")
    }
    return sets
  }

  private func saved(_ set: LabelledSet, in folder: String) throws -> SetScores? {
    guard Folder.exists(folder) else { throw EvalFailure("\(folder): no folder is there") }
    let path = "\(folder)/\(set.name).tsv"
    if File.isFile(path) { return try SetScores(path: path) }
    Output.complain("warning: \(path) is missing: \(set.name) is not compared")
    return nil
  }
}
