import Glibc
import IndexBytes
import Indexing
import SearchIndex
import Synchronization
import TestSupport
import Testing

@Suite("Readers during builds")
struct ConcurrentReadersTests {
  private static let files = 10
  private static let builds = 60

  /// What the threads of a test tell each other.
  private final class Shared: Sendable {
    /// By generation, the version of every file; known before the generation is committed.
    let expected = LockedValue<[Int: [Int]]>([:])
    let isDone = Atomic(false)
    let problems = LockedValue<[String]>([])
    let searches = Atomic(0)

    func complain(_ text: String) { problems.withLock { $0.append(text) } }
  }

  /// Builds again and again: some files change, or all, or the index is made anew.
  private func write(_ corpus: TestCorpus, _ shared: Shared, _ random: inout SeededGenerator) throws
  {
    var versions = [Int](repeating: 0, count: Self.files)
    for generation in 1...Self.builds {
      let isWhole = generation == 1 || random.once(in: 4)
      for file in versions.indices where isWhole || random.once(in: 4) {
        versions[file] = generation
        try corpus.write(
          "notes/\(file).md", "# 글\n\n공통 version\(generation) 가우시안\n",
          at: 1_700_000_000 + generation)
      }
      let committed = versions
      shared.expected.withLock { $0[generation] = committed }
      let rebuilds = generation > 1 && random.once(in: 10)
      let summary = try corpus.build {
        $0.threads = 1
        // The number of a generation says which versions it has: there is one a round.
        $0.rebuild = rebuilds || !isWhole && versions.allSatisfy { $0 != generation }
      }
      if summary.generation != generation { shared.complain("\(summary) as \(generation)") }
    }
  }

  /// One search in the generation in force.
  private func read(_ index: String, _ shared: Shared, last: inout Int) throws {
    let snapshot = try Snapshot.open(index)
    if snapshot.generation < last { shared.complain("\(snapshot.generation) after \(last)") }
    last = snapshot.generation
    let expected = shared.expected.withLock { $0[snapshot.generation] } ?? []
    let searcher = Searcher(snapshot)
    var options = SearchOptions()
    options.limit = 100
    let results = try searcher.search("공통", options)
    var found = [Int](repeating: -1, count: Self.files)
    for hit in results.hits {
      let shown = try searcher.present(hit, of: results)
      let words = shown.snippet.split(separator: " ")
      let version = words.first { $0.hasPrefix("version") }?.dropFirst("version".count)
      if let file = Int(shown.path.prefix { $0 != "." }), let version = version.flatMap({ Int($0) })
      {
        found[file] = version
      }
    }
    if found != expected { shared.complain("\(snapshot.generation): \(found), not \(expected)") }
    shared.searches.add(1, ordering: .relaxed)
  }

  @Test("no query fails, and none sees two generations")
  func together() throws {
    let random = LockedValue(SeededGenerator())
    let corpus = try TestCorpus()
    let (index, shared) = (corpus.index, Shared())
    let writer: @Sendable () -> Void = { [corpus = SendableCorpus(corpus)] in
      do {
        var numbers = random.withLock { $0 }
        try self.write(corpus.corpus, shared, &numbers)
      } catch { shared.complain("build: \(error)") }
      shared.isDone.store(true, ordering: .sequentiallyConsistent)
    }
    let reader: @Sendable () -> Void = {
      var last = 0
      while !shared.isDone.load(ordering: .sequentiallyConsistent) {
        do {
          try self.read(index, shared, last: &last)
        } catch {
          let isTooEarly = last == 0 && (error as? IndexError)?.code == .noIndex
          if !isTooEarly { shared.complain("query: \(error)") }
        }
      }
    }
    inThreads([writer, reader, reader, reader])
    #expect(shared.problems.withLock { $0 } == [])
    let searches = shared.searches.load(ordering: .relaxed)
    print("\(searches) searches during \(Self.builds) generations")
    #expect(searches > 0)
    #expect(try corpus.problems().isEmpty)
  }

  @Test("old files go when no reader holds them")
  func released() throws {
    let corpus = try TestCorpus()
    try corpus.write("notes/a.md", "# 글\n\n가우시안\n")
    try corpus.build()
    var old: Searcher? = try corpus.searcher()
    try corpus.build { $0.rebuild = true }
    #expect(try corpus.indexFiles() == ["pidx.lock", "pidx.manifest", "segment-2.pidx"])
    #expect(try removedMaps(corpus).contains { $0.contains("segment-1.pidx") })
    #expect(try old?.search("가우시안").total == 1)
    old = nil
    #expect(try removedMaps(corpus) == [])
  }

  /// Files of the index that are mapped and have no name any more.
  private func removedMaps(_ corpus: TestCorpus) throws -> [String] {
    let file = try #require(fopen("/proc/self/maps", "r"))
    defer { fclose(file) }
    var result: [String] = []
    var line = [CChar](repeating: 0, count: 4096)
    while fgets(&line, Int32(line.count), file) != nil {
      let text = String(
        decoding: line.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
      if text.contains(corpus.index), text.contains("(deleted)") { result.append(text) }
    }
    return result
  }
}

/// A corpus that one thread alone uses.
private struct SendableCorpus: @unchecked Sendable {
  let corpus: TestCorpus
  init(_ corpus: TestCorpus) { self.corpus = corpus }
}
