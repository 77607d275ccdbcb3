import IndexBytes

@testable import SearchIndex

/// A small index that has every structure of the format: two segments, a dead file, a touched one,
/// one that was skipped, ids, links, dates, a body that begins within its line, all fields, blocks of
/// terms, beginnings of terms and, if it has enough sections, postings lists of several blocks.
///
/// It depends on nothing but its two parameters and the version of the format.
enum EveryStructure {
  /// Queries that together read all of it.
  static let queries = [
    "가우시안", "\"가우시안 스플래팅\"", "title:LLM -없다", "date:2023", "author:Doe OR tag:cv",
    "link:arxiv", "path:records", "diff*", "gausian~", "\"모델 글\"~5", "새 글", "heading:장 +글",
    "a*",
  ]

  /// Makes it in `folder`; `sections` is how many the longest file has.
  static func make(
    _ folder: String, sections: Int, _ fileSystem: any FileSystem = PosixFileSystem()
  ) throws {
    let writer = try IndexWriter(
      folder: folder, settings: nil, rebuild: false, fileSystem: fileSystem)
    writer.addSource("/notes")
    writer.beginningRules = BeginningRules(.standard, leastWords: 2, leastPostings: 2)
    var changes = IndexWriter.Changes()
    changes.added = [try segment(writer, first(sections))]
    _ = try writer.commit(changes)
    changes = IndexWriter.Changes()
    try writer.knownFiles { file in
      if file.record.path == "b.md" { changes.dead.append(file) }
      if file.record.path == "a.md" { changes.touched.append((file, 1_700_000_000_000_000_007)) }
    }
    changes.added = [
      try segment(writer, [TestFile("b.md", texts: ["새 글, 가우시안 모델"])]),
      try segment(writer, [TestFile("c.md", texts: ["diffusion model"])]),
    ]
    _ = try writer.commit(changes)
  }

  private static func first(_ sections: Int) -> [TestFile] {
    var rich = TestSection("가우시안 스플래팅은 gaussian splatting이다. 모델의 글.", title: "LLM 논문")
    rich.headings = ["1장", "둘째 장"]
    rich.authors = ["Jane Doe", "김철수"]
    rich.tags = ["cv", "자연어"]
    rich.link = "https://arxiv.org/abs/2308.04079"
    rich.date = 19_696
    var piece = TestSection("모델 글")
    piece.bodyOffset = .init(bytes: 16_384, scalars: 5_462, utf16: 5_463)
    var record = TestSection("기록의 글, 가우시안 1,000개", title: "기록")
    record.id = "term-1"
    let long = (0..<sections).map { "가우시안 글 \($0 % 7)번" + ($0 % 3 == 0 ? " 가우시안 모델" : "") }
    return [
      TestFile("a.md", [rich, piece]),
      TestFile("b.md", texts: ["옛 글"]),
      TestFile("long.txt", texts: long),
      TestFile("records.jsonl", [record, TestSection("둘째 기록")]),
    ]
  }

  private static func segment(
    _ writer: IndexWriter, _ files: [TestFile]
  ) throws -> SegmentFileInfo {
    var builder = try SegmentBuilder(
      PosixFileSystem(), path: writer.temporaryPath(), settings: writer.settings,
      writer.beginningRules)
    let root = writer.number(ofRoot: "/notes")
    for file in files {
      builder.beginFile(FileRecord(root: root, path: file.path, size: 7, modified: 1))
      for section in file.sections { try builder.add(section.content, body: section.body.span) }
      builder.endFile { $0.encoding = "UTF-8" }
    }
    builder.beginFile(
      FileRecord(root: root, path: "z\(files.count).bin", size: 9, modified: 2))
    builder.endFile { $0.skipped = "is no text" }
    return try builder.finish()
  }

  /// What a user sees of an index: the hits of all queries, as they are shown.
  static func answers(
    _ folder: String, _ fileSystem: any FileSystem = PosixFileSystem()
  ) throws(IndexError) -> [String] {
    let searcher = Searcher(try Snapshot.open(folder, fileSystem))
    var result: [String] = []
    for query in queries {
      let results = try searcher.search(query)
      result.append("\(query): \(results.total)")
      for hit in results.hits {
        let shown = try searcher.present(hit, of: results)
        result.append(
          "\(shown.path) \(shown.line) \(shown.title) \(shown.snippet) \(hit.score.bitPattern)")
      }
    }
    return result
  }

  /// The names of the sections that each query finds, without order and scores.
  static func found(_ folder: String) throws(IndexError) -> [String] {
    let searcher = Searcher(try Snapshot.open(folder))
    var options = SearchOptions()
    options.limit = 10_000
    options.groupsLinks = false
    var result: [String] = []
    for query in queries {
      var names: [String] = []
      for hit in try searcher.search(query, options).hits {
        names.append(try searcher.documentID(hit))
      }
      result.append("\(query): \(names.sorted().joined(separator: " "))")
    }
    return result
  }
}
