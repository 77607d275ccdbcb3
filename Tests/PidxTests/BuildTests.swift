import Glibc
import Testing

@Suite struct BuildTests {
  @Test func buildsAndSaysWhatItDid() throws {
    let library = try Library(built: false)
    let first = try library.run("build", "notes")
    #expect(first.status == 0, "\(first.errors)")
    #expect(first.lines.count == 1)
    #expect(first.text.contains("3 files added, 0 changed, 0 removed, 0 unchanged"))
    #expect(first.text.contains("generation 1"))
    #expect(first.errors == "")
  }

  @Test func aSecondBuildFindsNothingToDo() throws {
    let library = try Library()
    for arguments in [["build"], ["build", "notes"]] {
      let result = try Process.run(Library.program, arguments, in: library.scratch.path)
      #expect(result.status == 0, "\(result.errors)")
      #expect(result.text.hasPrefix("nothing changed: 3 files"), "\(result.text)")
      #expect(result.text.contains("generation 1"))
    }
  }

  @Test func changesAreFoundAgain() throws {
    let library = try Library()
    try library.scratch.write("양자화는 비트를 줄인다.\n", to: "notes/memo.txt")
    try library.scratch.write("# 새 글\n\n초해상도\n", to: "notes/new.md")
    library.scratch.remove("notes/records.jsonl")
    let result = try library.run("build")
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.text.contains("1 file added, 1 changed, 1 removed, 1 unchanged"))
    #expect(try library.run("query", "양자화").status == 0)
    #expect(try library.run("query", "초해상도").status == 0)
    #expect(try library.run("query", "딥캐시").status == 1)
  }

  @Test func rebuildKeepsTheRoots() throws {
    let library = try Library()
    let result = try library.run("build", "--rebuild")
    #expect(result.status == 0, "\(result.errors)")
    #expect(try library.run("query", "가우시안").status == 0)
  }

  @Test func needsPathsTheFirstTime() throws {
    let library = try Library(built: false)
    let result = try library.run("build")
    #expect(result.status == 2)
    #expect(result.errors.contains("pidx build PATH"), "\(result.errors)")
    #expect(result.text == "")
  }

  @Test func aDamagedIndexCanBeMadeAnew() throws {
    let library = try Library()
    for name in try library.indexFiles() { try library.scratch.write("damaged", to: name) }
    for arguments in [["build"], ["build", "--rebuild"], ["build", "notes"]] {
      let result = try Process.run(Library.program, arguments, in: library.scratch.path)
      #expect(result.status == 2, "\(arguments)")
      #expect(result.errors.contains("pidx build --rebuild"), "\(result.errors)")
    }
    let result = try library.run("build", "--rebuild", "notes")
    #expect(result.status == 0, "\(result.errors)")
    #expect(try library.run("query", "가우시안").status == 0)
  }

  @Test func aDamagedSegmentIsRepaired() throws {
    let library = try Library()
    try library.scratch.write("damaged", to: "index/segment-1.pidx")
    #expect(try library.run("build").errors.contains("pidx build --repair"))
    let result = try library.run("build", "--repair")
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.errors.contains("index/segment-1.pidx"))
    #expect(result.text.contains("3 files added"))
    #expect(try library.run("verify", "--against-scan").status == 0)
    #expect(try library.run("build", "--repair", "--rebuild").status == 2)
  }

  @Test func contentIsComparedOnDemand() throws {
    let library = try Library()
    let path = library.scratch.path + "/notes/memo.txt"
    for text in ["딥캐시", "딥러닝"] {
      try library.scratch.write(text, to: "notes/memo.txt")
      let times = [
        timespec(tv_sec: 1_700_000_000, tv_nsec: 0), timespec(tv_sec: 1_700_000_000, tv_nsec: 0),
      ]
      utimensat(AT_FDCWD, path, times, 0)
      _ = try library.run("build")
    }
    #expect(try library.run("query", "\"딥러닝\"").status == 1)
    #expect(try library.run("build", "--checksum").text.contains("1 changed"))
    #expect(try library.run("query", "\"딥러닝\"").status == 0)
  }

  @Test func aMissingPathIsNamed() throws {
    let library = try Library(built: false)
    let result = try library.run("build", "notes", "nowhere")
    #expect(result.status == 2)
    #expect(result.errors.contains("nowhere: open: No such file or directory"), "\(result.errors)")
    #expect(try library.run("query", "가우시안").status == 2)
  }

  @Test func aSecondWriterIsRefused() throws {
    let library = try Library()
    try library.scratch.write("바뀐 글\n", to: "notes/memo.txt")
    let lock = open("\(library.scratch.path)/index/pidx.lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
    try #require(lock >= 0 && flock(lock, LOCK_EX | LOCK_NB) == 0)
    defer { close(lock) }
    let result = try library.run("build", "notes")
    #expect(result.status == 2)
    #expect(result.errors.contains("another process"), "\(result.errors)")
    #expect(try library.run("query", "가우시안").status == 0, "readers never wait")
  }

  @Test func otherSettingsNeedARebuild() throws {
    let library = try Library()
    let refused = try library.run("build", "notes", "--analyzer", "whitespace")
    #expect(refused.status == 2)
    #expect(refused.errors.contains("--rebuild"), "\(refused.errors)")
    let rebuilt = try library.run("build", "notes", "--analyzer", "whitespace", "--rebuild")
    #expect(rebuilt.status == 0, "\(rebuilt.errors)")
    #expect(try library.run("query", "가우시안").status == 0)
    #expect(try library.run("query", "우시").status == 1)
    #expect(try library.run("build").text.hasPrefix("nothing changed"))
  }

  @Test func weightsOfFieldsAreChosenOnce() throws {
    let library = try Library()
    let score = { try library.json("query", "--json", "title:splatting").first?["score"] }
    let before = try score()
    for wrong in ["titel=2", "title=17", "title=-1", "title"] {
      #expect(try library.run("build", "notes", "--weight", wrong).status == 2, "\(wrong)")
    }
    let refused = try library.run("build", "notes", "--weight", "title=1")
    #expect(refused.status == 2)
    #expect(refused.errors.contains("title 3") && refused.errors.contains("--rebuild"))
    #expect(try library.run("build", "notes", "--weight", "title=9", "--rebuild").status == 0)
    #expect(try library.run("build").text.hasPrefix("nothing changed"))
    #expect(try score() != before)
    #expect(try library.run("verify").status == 0)
  }

  @Test func worksWithoutStoredText() throws {
    let library = try Library(built: false)
    let result = try library.run(
      "build", "notes/records.jsonl", "--index", "other", "--rebuild", "--analyzer", "default",
      "--no-stored-text", "--threads", "1")
    #expect(result.status == 0, "\(result.errors)")
    let hits = try library.run("query", "--index", "other", "--trec", "순위 함수")
    #expect(hits.lines.first?.hasPrefix("1 Q0 term%20bm25 1 ") == true, "\(hits.text)")
  }

  @Test func theIndexIsNotPartOfTheCorpus() throws {
    let library = try Library(built: false)
    #expect(try library.run("build", ".").status == 0)
    let again = try library.run("build", ".")
    #expect(again.text.hasPrefix("nothing changed"), "\(again.text)")
  }

  @Test func otherEncodingsDoNoHarm() throws {
    let library = try Library(built: false)
    // "한글 문서" in EUC-KR, then bytes that are text in no encoding.
    try library.scratch.write(
      [0xC7, 0xD1, 0xB1, 0xDB, 0x20, 0xB9, 0xAE, 0xBC, 0xAD, 0x0A], to: "notes/euckr.txt")
    try library.scratch.write(
      [0x61, 0xFF, 0xFE, 0x00, 0x80, 0x0A, 0x62, 0x00], to: "notes/bytes.txt")
    let result = try library.run("build", "notes")
    #expect(result.status == 0, "\(result.errors)")
    #expect(try library.run("query", "가우시안").status == 0)
    for file in ["bytes.txt", "euckr.txt"] {
      let indexed = try library.run("query", "path:\(file)").status == 0
      #expect(indexed || result.errors.contains(file), "neither indexed nor reported: \(file)")
    }
  }
}
