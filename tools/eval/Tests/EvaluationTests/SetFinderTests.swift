import Evaluation
import Testing

@Suite struct SetFinderTests {
  @Test func pairsAreFoundThreeFoldersDeep() throws {
    let scratch = try ScratchFolder()
    for name in ["b", "a", "one/two/three", "one/two/three/four", ".hidden"] {
      try scratch.write("", to: "\(name)/queries.tsv")
      try scratch.write("", to: "\(name)/qrels.tsv")
    }
    try scratch.write("", to: "a/docs.jsonl")
    try scratch.write("", to: "a/queries.josa.tsv")
    try scratch.write("", to: "a/qrels.josa.tsv")
    try scratch.write("", to: "b/queries.alone.tsv")
    let finder = try SetFinder(scratch.path)
    #expect(finder.sets.map(\.name) == ["a.josa", "a", "b", "one/two/three"])
    #expect(finder.unpaired == ["\(scratch.path)/b/queries.alone.tsv"])
    let folder = scratch.path
    #expect(
      finder.sets.map(\.corpus) == [
        "\(folder)/a/docs.jsonl", "\(folder)/a/docs.jsonl", "\(folder)/b",
        "\(folder)/one/two/three",
      ])
    #expect(finder.sets[0].queries == "\(folder)/a/queries.josa.tsv")
    #expect(finder.sets[0].judgments == "\(folder)/a/qrels.josa.tsv")
  }

  @Test func theFolderItselfHasItsOwnName() throws {
    let scratch = try ScratchFolder()
    try scratch.write("", to: "notes/queries.tsv")
    try scratch.write("", to: "notes/qrels.tsv")
    #expect(try SetFinder("\(scratch.path)/notes/.").sets.map(\.name) == ["notes"])
  }

  @Test func aFolderMustBeThere() {
    #expect(throws: EvalFailure("/nowhere: no folder is there")) { try SetFinder("/nowhere") }
  }
}
