extension Report {
  /// Writes the scores of each query of each set to `SET.tsv` in the folder.
  package func save(to folder: String) throws(EvalFailure) {
    for row in rows {
      let path = "\(folder)/\(row.name).tsv"
      try Folder.make(Folder.parent(path))
      try File.write(row.scores.text, to: path)
    }
  }
}
