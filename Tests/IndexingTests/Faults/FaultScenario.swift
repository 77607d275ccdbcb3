import Glibc
import IndexBytes
import Indexing
import SearchIndex
import TestSupport
import Testing

/// A build that is repeated with a fault at another place each time.
///
/// An index of one state of some sources is kept as it is; each run copies it, and builds in the
/// copy what the sources are now.
final class FaultScenario {
  /// What the build has to do.
  enum Work: String, CaseIterable, Sendable, CustomTestStringConvertible {
    case fromScratch, update, merge, rebuild

    var testDescription: String { rawValue }
  }

  let corpus: TestCorpus
  private let base: String
  private var options = BuildOptions()
  private let oldAnswers: [String]
  private(set) var newAnswers: [String] = []
  private var runs = 0
  /// States of an index folder that were found good, and what they answered.
  private var checked: [[String: [UInt8]]: Bool] = [:]

  /// Whether a folder has the old answers or the new ones.
  enum Generation { case old, new, neither }

  init(_ work: Work) throws {
    corpus = try TestCorpus()
    base = corpus.index
    options.threads = 1
    if work == .fromScratch {
      // So little memory that each section is a run of its own, and the runs are merged.
      options.memoryBytes = 1
    } else {
      try Self.writeFirst(corpus)
      try corpus.build()
    }
    if work == .merge {
      for number in 0..<2 {
        try corpus.write("notes/more\(number).md", "# 더 \(number)\n\n가우시안 모델\n")
        try corpus.build()
      }
    }
    options.rebuild = work == .rebuild
    oldAnswers = try work == .fromScratch ? [] : Self.answers(corpus, base)
    try Self.writeSecond(corpus)
    let run = try newRun()
    _ = try build(run)
    newAnswers = try Self.answers(corpus, run)
    try #require(newAnswers != oldAnswers)
  }

  private static func writeFirst(_ corpus: TestCorpus) throws {
    try corpus.write("notes/a.md", "# 하나\n\n가우시안 스플래팅\n\n## 둘\n\n옛 LLM 글\n")
    try corpus.write("notes/b.jsonl", #"{"id":"x","title":"논문","text":"옛 데이터 모델"}"# + "\n")
    try corpus.write("notes/c.txt", "그대로인 웹 글\n")
    try corpus.write("notes/d.txt", "시간만 바뀔 모델\n")
    try corpus.write("notes/e.txt", "없어질 가우시안 글\n")
  }

  private static func writeSecond(_ corpus: TestCorpus) throws {
    try writeFirst(corpus)
    corpus.remove("notes/e.txt")
    corpus.touch("notes/d.txt", at: 1_700_000_900)
    try corpus.write("notes/a.md", "# 하나\n\n새 가우시안 모델\n", at: 1_700_000_900)
    try corpus.write("notes/f.md", "# 새 글\n\n가우시안 데이터\n")
  }

  static func answers(_ corpus: TestCorpus, _ index: String) throws -> [String] {
    try ["가우시안", "모델 -웹", "\"데이터 모델\"", "글 LLM"].flatMap {
      try corpus.answers($0, index: index)
    }
  }

  // MARK: Runs

  /// A copy of the index as it was. Files are linked: a writer never changes one that is there.
  func newRun() throws -> String {
    runs += 1
    let run = corpus.scratch.path("run\(runs)")
    guard let names = try? PosixFileSystem().list(base) else { return run }
    try PosixFileSystem().createFolder(run)
    for name in names where name != "pidx.lock" { link("\(base)/\(name)", "\(run)/\(name)") }
    return run
  }

  /// A folder with these files.
  func newRun(_ files: [String: [UInt8]]) throws -> String {
    runs += 1
    try PosixFileSystem().createFolder(corpus.scratch.path("run\(runs)"))
    for (name, bytes) in files { try corpus.scratch.write("run\(runs)/\(name)", bytes) }
    return corpus.scratch.path("run\(runs)")
  }

  func discard(_ run: String) {
    for name in (try? PosixFileSystem().list(run)) ?? [] { unlink("\(run)/\(name)") }
    rmdir(run)
  }

  /// Builds in `run`.
  func build(_ run: String, _ calls: any SystemCalls = LinuxCalls()) throws -> BuildSummary {
    let builder = IndexBuilder(
      folder: run, options: options, fileSystem: PosixFileSystem(calls: calls))
    return try builder.build([corpus.folder], message: { _ in }, progress: { _ in })
  }

  // MARK: Looking at what is left

  /// Which generation an index folder holds, whole; a sound one is remembered.
  ///
  /// Afterwards a build has made it new, and left nothing else there.
  func generation(of run: String, _ comment: String) throws -> Generation {
    let files = try contents(run)
    if let isNew = checked[files] { return isNew ? .new : .old }
    let found = try currentGeneration(run, comment)
    #expect(throws: Never.self, "a build afterwards, \(comment)") { _ = try build(run) }
    #expect(try currentGeneration(run, "after another build, \(comment)") == .new)
    expectClean(run, comment)
    checked[files] = found == .new
    return found
  }

  private func currentGeneration(_ run: String, _ comment: String) throws -> Generation {
    let answers: [String]
    do {
      #expect(try corpus.problems(run).isEmpty, "\(comment)")
      answers = try Self.answers(corpus, run)
    } catch let error as IndexError where error.code == .noIndex {
      answers = []
    }
    #expect(answers == oldAnswers || answers == newAnswers, "\(comment)")
    return answers == newAnswers ? .new : answers == oldAnswers ? .old : .neither
  }

  /// Nothing but a manifest, its segments and the lock is in a folder.
  func expectClean(_ run: String, _ comment: String) {
    let names = (try? PosixFileSystem().list(run)) ?? []
    let segments = names.filter { $0.hasPrefix("segment-") }.count
    let others = names.filter { !$0.hasPrefix("segment-") }.sorted()
    let live = (try? Snapshot.open(run).status().segments) ?? 0
    #expect(segments == live, "\(comment): \(names)")
    #expect(
      others.allSatisfy { $0 == "pidx.lock" || $0 == "pidx.manifest" }, "\(comment): \(names)")
  }

  /// The files of a folder with their bytes. Those of unfinished files count for nothing: nobody
  /// opens one, so states that differ in them are one.
  private func contents(_ run: String) throws -> [String: [UInt8]] {
    var result: [String: [UInt8]] = [:]
    for name in (try? PosixFileSystem().list(run)) ?? [] where name != "pidx.lock" {
      result[name] = []
      if name.hasSuffix(".tmp") { continue }
      let file = try MappedFile(path: "\(run)/\(name)")
      result[name] = withExtendedLifetime(file) { file.view.array }
    }
    return result
  }
}
