import CorpusReader
import IndexBytes
import Glibc
import Testing

@Suite struct CorpusWalkerTests {
  private let folder: ScratchFolder

  init() throws { folder = try ScratchFolder() }

  private struct Found {
    var files: [CorpusFile] = []
    var skipped: [SkippedFile] = []
    var summary = WalkSummary()
    var paths: [String] { files.map(\.path) }
  }

  private func walk(_ name: String = "", _ options: WalkOptions = .init()) throws -> Found {
    var found = Found()
    found.summary = try CorpusWalker(options: options).walk(
      name.isEmpty ? folder.path : folder.full(name), visit: { found.files.append($0) },
      skipped: { found.skipped.append($0) })
    return found
  }

  @Test func visitsInCorpusOrder() throws {
    for name in ["b.md", "a.md", "a/x.md", "a-b/y.md", "a/z/q.md", "A.md", "가.md"] {
      try folder.write(name, "x")
    }
    let found = try walk()
    #expect(found.paths == ["A.md", "a/x.md", "a/z/q.md", "a-b/y.md", "a.md", "b.md", "가.md"])
    let sorted = found.paths.shuffled().sorted(by: CorpusOrder.precedes)
    #expect(sorted == found.paths)
    #expect(found.summary.visited == 7)
  }

  @Test func describesFiles() throws {
    try folder.write("d/a.md", "hello")
    let file = try #require(try walk().files.first)
    #expect(file == (try folder.file("d/a.md")))
    #expect(file.root == folder.path && file.fullPath == folder.full("d/a.md"))
    #expect(file.size == 5 && file.modified > 1_500_000_000_000_000_000)
  }

  @Test func walksDeepTreesToTheirEnd() throws {
    // Deeper than folders are kept open.
    let folders = (0..<80).map { String(repeating: "f/", count: $0) }
    for (depth, name) in folders.enumerated() {
      try folder.write(name + "a.md", String(repeating: "x", count: depth))
      try folder.write(name + "z.md", "x")
    }
    #expect(symlink("nowhere", folder.full(folders[60] + "link.md")) == 0)
    let found = try walk()
    #expect(found.paths == folders.map { $0 + "a.md" } + folders.reversed().map { $0 + "z.md" })
    #expect(found.files.prefix(80).map(\.size) == (0..<80).map { UInt64($0) })
    #expect(found.skipped.map(\.path) == [folder.full(folders[60] + "link.md")])
  }

  @Test func knowsTextByItsName() throws {
    for name in ["a.MD", "b.txt", "c.png", "README", "d.html", "e.jsonl", "1. 회의록", "f.py"] {
      try folder.write(name, "x")
    }
    let found = try walk()
    #expect(found.paths == ["1. 회의록", "README", "a.MD", "b.txt", "e.jsonl"])
    #expect(found.summary.ignoredByType == 3 && found.skipped.isEmpty)
    var options = WalkOptions()
    options.types = FileTypes(additional: ["PY": .plainText])
    #expect(try walk("", options).paths.contains("f.py"))
  }

  @Test func leavesOutHiddenNamesAndIndexes() throws {
    for name in [".hidden.md", ".git/x.md", "index/pidx.manifest", "index/a.md", "a.md"] {
      try folder.write(name, "x")
    }
    let found = try walk()
    #expect(found.paths == ["a.md"] && found.summary.ignoredByRule == 3)
    #expect(found.skipped.isEmpty)
    #expect(try walk("index").skipped.map(\.reason) == ["is an index of pidx"])
  }

  @Test func obeysWhatARepositoryExcludes() throws {
    try folder.write(".git/info/exclude", "private\n*.log\n/top.md\n")
    try folder.write(".gitignore", "!kept.log\n")
    let names = ["a.md", "private/b.md", "x/c.log", "kept.log", "top.md", "x/top.md"]
    for name in names { try folder.write(name, "x") }
    #expect(try walk().paths == ["a.md", "kept.log", "x/top.md"])
    // From a folder inside the repository as well, and with .pidxignore above all.
    try folder.write("x/.pidxignore", "!c.log\n")
    #expect(try walk("x").paths == ["c.log", "top.md"])
  }

  @Test func obeysIgnoreFiles() throws {
    try folder.write(".gitignore", "*.log\nbuild/\n/only-top.md\nnotes/*\n!notes/keep.md\n")
    try folder.write("sub/.gitignore", "!important.log\nlocal.md\n")
    try folder.write("sub/.pidxignore", "secret.md\n")
    try folder.write(".pidxignore", "!wanted.log\n")
    for name in [
      "a.log", "wanted.log", "build/x.md", "only-top.md", "sub/only-top.md", "notes/a.md",
      "notes/keep.md", "sub/important.log", "sub/other.log", "sub/local.md", "sub/secret.md",
      "sub/build/y.md", "sub/build.md",
    ] {
      try folder.write(name, "x")
    }
    let expected = [
      "notes/keep.md", "sub/build.md", "sub/important.log", "sub/only-top.md", "wanted.log",
    ]
    #expect(try walk().paths == expected)
    var options = WalkOptions()
    options.respectsIgnoreFiles = false
    #expect(try walk("", options).files.count == 13)
  }

  @Test func obeysTheFoldersAboveUpToTheRepository() throws {
    try folder.write(".gitignore", "outside.md\n")
    try folder.write("repo/.git/HEAD", "x")
    try folder.write("repo/.gitignore", "docs/draft.md\n*.log\n")
    for name in ["outside.md", "draft.md", "a.md", "b.log", "docs/draft.md"] {
      try folder.write("repo/docs/" + name, "x")
    }
    #expect(try walk("repo/docs").paths == ["a.md", "docs/draft.md", "outside.md"])
  }

  @Test func withoutARepositoryOnlyTheCorpusCounts() throws {
    try folder.write(".gitignore", "a.md\n")
    try folder.write("corpus/a.md", "x")
    #expect(try walk("corpus").paths == ["a.md"])
  }

  @Test func visitsAFileGivenAsRootWhateverItsName() throws {
    try folder.write(".gitignore", "*\n")
    try folder.write("d/.odd.xyz", "text")
    let found = try walk("d/.odd.xyz")
    #expect(found.paths == [".odd.xyz"] && found.files[0].root == folder.full("d"))
    #expect(found.summary.visited == 1)
  }

  @Test func acceptsCrookedRoots() throws {
    try folder.write("d/a.md", "x")
    for root in ["d/", ".//d", "d/../d", "./d/."] {
      let found = try walk(root)
      #expect(found.files.map(\.fullPath) == [folder.full("d/a.md")], "\(root)")
    }
  }

  @Test func throwsForAMissingRoot() throws {
    let error = #expect(throws: ReadError.self) { try walk("missing") }
    #expect(error?.errno == ENOENT)
    #expect(error?.description.contains("No such file or directory") == true)
  }

  @Test func passesErrorsOfTheVisitorThrough() throws {
    try folder.write("a.md", "x")
    #expect(throws: ScratchError.self) {
      try CorpusWalker().walk(
        folder.path, visit: { _ in throw ScratchError(what: "stop") }, skipped: { _ in })
    }
  }

  @Test func survivesLinks() throws {
    try folder.write("real/a.md", "x")
    try folder.link("real/loop", to: "..")
    try folder.link("real/self", to: "self")
    try folder.link("again", to: "real")
    try folder.link("once-more", to: "real")
    try folder.link("file.md", to: "real/a.md")
    try folder.link("broken.md", to: "nowhere")
    let found = try walk()
    #expect(found.paths == ["again/a.md", "file.md", "real/a.md"])
    #expect(found.summary.repeatedLinks == 1)
    let reasons = Dictionary(
      found.skipped.map { (String($0.path.dropFirst(folder.path.count + 1)), $0.reason) },
      uniquingKeysWith: { first, _ in first })
    #expect(reasons["broken.md"] == "is a broken symbolic link")
    #expect(reasons["again/loop"] == "is a symbolic link back to a folder around it")
    #expect(reasons["real/loop"] == "is a symbolic link back to a folder around it")
    #expect(reasons["real/self"] != nil && reasons.count == 5)
  }

  @Test func manyLinksBetweenFoldersStayCheap() throws {
    for name in 0..<12 {
      try folder.write("\(name)/a.md", "x")
      for other in 0..<12 where other != name {
        try folder.link("\(name)/to\(other)", to: "../\(other)")
      }
    }
    let found = try walk()
    #expect(found.files.count < 200)
  }

  @Test func reportsPipesSocketsAndDevices() throws {
    #expect(mkfifo(folder.full("pipe.md"), 0o644) == 0)
    try folder.link("device", to: "/dev/null")
    try folder.write("a.md", "x")
    let found = try walk()
    #expect(found.paths == ["a.md"])
    #expect(found.skipped.map(\.reason) == ["is a device", "is a named pipe"])
    #expect(throws: ReadError.self) { try walk("pipe.md") }
  }

  @Test func keepsTheBytesOfNames() throws {
    let composed = "\u{AC00}.md"
    let decomposed = "\u{1100}\u{1161}.md"
    let long = String(repeating: "\u{1112}\u{1161}\u{11AB}", count: 27) + ".md"
    for name in [composed, decomposed, long] { try folder.write(name, "x") }
    let found = try walk()
    #expect(found.files.count == 3 && long.utf8.count > 200)
    let bytes = Set(found.files.map { Array($0.path.utf8) })
    #expect(bytes.contains(Array(decomposed.utf8)) && bytes.contains(Array(composed.utf8)))
    #expect(Set(found.files).count == 3)
  }

  @Test func reportsNamesThatAreNotUTF8() throws {
    let name: [CChar] = Array(folder.full("").utf8CString.dropLast()) + [0x61, -1, 0]
    let descriptor = open(name, O_CREAT | O_WRONLY, 0o644)
    try #require(descriptor >= 0)
    close(descriptor)
    let found = try walk()
    #expect(found.files.isEmpty && found.skipped.count == 1)
    #expect(found.skipped.first?.reason == "its name is not UTF-8; rename it")
  }

  @Test(.enabled(if: geteuid() != 0, "root may read everything"))
  func reportsWhatMayNotBeRead() throws {
    try folder.write("closed.md", "x")
    try folder.write("shut/a.md", "x")
    chmod(folder.full("closed.md"), 0)
    chmod(folder.full("shut"), 0)
    let found = try walk()
    #expect(found.files.isEmpty && found.skipped.count == 2)
    chmod(folder.full("shut"), 0o755)
  }

  @Test func goesDeep() throws {
    let name = Array(repeating: "d", count: 900).joined(separator: "/")
    try folder.write(name + "/a.md", "x")
    #expect(try walk().files.count == 1)
  }
}
