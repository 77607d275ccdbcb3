import ArgumentParser
import Benchmarking
import Glibc

/// `pidx-bench folders`: what the program does with folders of real text.
struct FoldersCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "folders",
    abstract: "Measure builds, memory and searches of folders, with the program itself.",
    discussion: """
      Prints Markdown tables. Every folder is built once before the clock starts, so that its files \
      are in memory. Indexes are made in a temporary folder. rg is measured too where it is installed.
      """)

  @Argument(help: "Folders to index.", completion: .directory)
  var folders: [String]

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("The binary; build/pidx, or pidx on PATH, unless named.", valueName: "file"),
    completion: .file())
  var binary: String?

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("Queries for the warm searches, id TAB query a line.", valueName: "file"),
    completion: .file())
  var queries = "corpus/queries.tsv"

  @Option(
    name: [.customShort("s"), .long],
    help: ArgumentHelp("The query of the whole processes.", valueName: "text"))
  var text = "가우시안"

  @Option(
    name: [.customShort("n"), .long],
    help: ArgumentHelp("Runs of a build, of which the median counts.", valueName: "n"))
  var builds = 3

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("Runs of a command as a whole process.", valueName: "n"))
  var runs = 30

  func validate() throws {
    if builds < 1 || runs < 1 { throw ValidationError("--builds and --runs take 1 or more.") }
  }

  func run() throws {
    let built = access("build/pidx", X_OK) == 0 ? "build/pidx" : "pidx"
    let report = FolderReport(
      binary: binary ?? built, queries: queries, text: text, builds: builds, runs: runs)
    try report.run(folders) { write(Array($0.utf8)) }
  }
}
