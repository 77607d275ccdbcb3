import IndexBytes

@testable import SearchIndex

/// A small index with everything that a segment can hold.
enum SampleIndex {
  static let texts = [
    "가우시안 스플래팅은 LLM과 diffusion models, GPT-4V 66.5", "큰 수학 웹 글 ㅋㅋ 🙂 深度学習 snake_case",
    "가우시안 가우시안 잡음 the model",
  ]

  static let rules = BeginningRules(.standard, leastWords: 2, leastPostings: 2)

  /// Builds it in `folder`, of these files with these sections each.
  static func build(_ folder: String, files: [[String]] = [texts, [texts[0]]]) {
    do throws(IndexError) {
      let writer = try IndexWriter(folder: folder, settings: nil, rebuild: true)
      writer.beginningRules = rules
      var changes = IndexWriter.Changes()
      let root = writer.number(ofRoot: "/notes")
      writer.addSource("/notes")
      var builder = try SegmentBuilder(
        PosixFileSystem(), path: writer.temporaryPath(), settings: writer.settings, rules)
      for (number, texts) in files.enumerated() {
        builder.beginFile(FileRecord(root: root, path: "\(number).md", size: 1, modified: 1))
        for (place, text) in texts.enumerated() { try add(text, place, &builder) }
        builder.endFile { $0.encoding = "UTF-8" }
      }
      changes.added = [try builder.finish()]
      _ = try writer.commit(changes)
    } catch {
      fatalError("\(error)")
    }
  }

  private static func add(
    _ text: String, _ place: Int, _ builder: inout SegmentBuilder
  ) throws(IndexError) {
    var content = SectionContent()
    content.ordinal = place + 1
    content.date = 19_696 + Int32(place)
    content.id = place == 0 ? "id" : ""
    content.record.title = "제목 title"
    content.record.link = "https://example.org/\(place)"
    content.record.authors = ["Jane Doe"]
    content.record.tags = ["cv"]
    try builder.add(content, body: Array(text.utf8).span)
  }
}
