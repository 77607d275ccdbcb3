/// Queries with judgments of what they should find in a corpus.
package struct LabelledSet: Equatable {
  /// The folder's path below the one that was searched, and what follows `queries` in the name
  /// of the file of queries: `korquad`, `papers.josa`.
  package let name: String
  /// What is indexed: the folder's `docs.jsonl`, or else the folder.
  package let corpus: String
  /// The file of queries: `id TAB query` a line.
  package let queries: String
  /// The file of judgments: `qid 0 docid grade` a line.
  package let judgments: String
}
