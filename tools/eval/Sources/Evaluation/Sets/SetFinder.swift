/// Finds the labelled sets in a folder and in the folders below it.
///
/// `queriesX.tsv` and `qrelsX.tsv` are a pair, whatever `X` is. Hidden folders are passed over.
package struct SetFinder {
  /// The sets, in the order of their folders, a folder before those in it.
  package private(set) var sets: [LabelledSet] = []
  /// Files of queries that have no judgments.
  package private(set) var unpaired: [String] = []

  /// How many folders deep sets are looked for; the folder itself is 0.
  package static let depth = 3

  /// Looks through the folder at `path`.
  package init(_ path: String) throws(EvalFailure) {
    guard Folder.exists(path) else { throw EvalFailure("\(path): no folder is there") }
    try look(in: path, name: "", depth: 0)
  }

  private mutating func look(in path: String, name: String, depth: Int) throws(EvalFailure) {
    let names = try Folder.list(path)
    for suffix in names.compactMap(Self.suffix) {
      try add(path, name: name.isEmpty ? Folder.name(path) : name, suffix: suffix)
    }
    guard depth < Self.depth else { return }
    for inner in names where Folder.exists("\(path)/\(inner)") {
      let innerName = name.isEmpty ? inner : "\(name)/\(inner)"
      try look(in: "\(path)/\(inner)", name: innerName, depth: depth + 1)
    }
  }

  private mutating func add(_ path: String, name: String, suffix: String) throws(EvalFailure) {
    let queries = "\(path)/queries\(suffix).tsv"
    let judgments = "\(path)/qrels\(suffix).tsv"
    guard File.isFile(judgments) else { return unpaired.append(queries) }
    let records = "\(path)/docs.jsonl"
    sets.append(
      LabelledSet(
        name: name + suffix, corpus: File.isFile(records) ? records : path, queries: queries,
        judgments: judgments))
  }

  /// What stands between `queries` and `.tsv`, if the name is that of a file of queries.
  private static func suffix(of name: String) -> String? {
    guard name.hasPrefix("queries"), name.hasSuffix(".tsv") else { return nil }
    return String(name.dropFirst("queries".count).dropLast(".tsv".count))
  }
}
