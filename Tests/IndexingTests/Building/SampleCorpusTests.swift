import Glibc
import Indexing
import SearchIndex
import Testing

/// The sample corpus of the repository, built and asked as a user would.
@Suite("The sample corpus")
struct SampleCorpusTests {
  private static let folder = String(#filePath.prefix(upTo: "/Tests/")) + "/corpus"

  private func searcher() throws -> (Searcher, TestCorpus) {
    let corpus = try TestCorpus()
    try corpus.build([Self.folder])
    return (Searcher(try Snapshot.open(corpus.index)), corpus)
  }

  @Test("every judged document is there, and every query finds a good one among its first ten")
  func judgments() throws {
    let (searcher, corpus) = try searcher()
    defer { withExtendedLifetime(corpus) {} }
    var good: [String: Set<String>] = [:]
    for line in try lines("qrels.tsv") {
      let parts = line.split { $0 == " " || $0 == "\t" }.map(String.init)
      if (Int(parts[3]) ?? 0) >= 2 { good[parts[0], default: []].insert(parts[2]) }
    }
    var known: Set<String> = []
    var missed: [String] = []
    var queries = 0
    for line in try lines("queries.tsv") {
      let parts = line.split(separator: "\t").map(String.init)
      queries += 1
      let ids = try searcher.search(parts[1]).hits.map { try searcher.documentID($0) }
      known.formUnion(ids)
      if good[parts[0], default: []].isDisjoint(with: ids) { missed.append(line) }
    }
    #expect(queries >= 40 && good.count == queries)
    #expect(missed.isEmpty)
    var all = SearchOptions()
    all.limit = 1000
    let everything = try searcher.search("date:1900.. OR -date:1900..", all).hits
    let ids = try Set(everything.map { try searcher.documentID($0) })
    #expect(Set(good.values.joined()).subtracting(ids.union(known)).isEmpty)
  }

  private func lines(_ name: String) throws -> [String] {
    let file = try #require(fopen(Self.folder + "/" + name, "r"))
    defer { fclose(file) }
    var bytes: [UInt8] = []
    while true {
      let byte = getc(file)
      if byte == EOF { break }
      bytes.append(UInt8(truncatingIfNeeded: byte))
    }
    return String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
  }
}

extension StringProtocol {
  /// What stands before the last occurrence of `mark`.
  fileprivate func prefix(upTo mark: String) -> SubSequence {
    var end = startIndex
    var place = startIndex
    while place < endIndex {
      if self[place...].hasPrefix(mark) { end = place }
      place = index(after: place)
    }
    return self[..<end]
  }
}
