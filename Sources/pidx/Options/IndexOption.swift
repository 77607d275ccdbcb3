import ArgumentParser

/// Where the index is.
struct IndexOption: ParsableArguments {
  @Option(
    name: .customLong("index"),
    help: ArgumentHelp("Folder of the index.", valueName: "dir"),
    completion: .directory)
  var folder = "index"

  func validate() throws {
    if folder.isEmpty { throw ValidationError("--index needs the name of a folder.") }
  }
}
