import CorpusReader
import Glibc
import TestSupport
import Testing

@Suite struct DocumentReaderTests {
  private let folder: ScratchFolder

  init() throws { folder = try ScratchFolder() }

  @Test func aVanishedFileIsAnError() throws {
    try folder.write("a.md", "x")
    let file = try folder.file("a.md")
    unlink(folder.full("a.md"))
    var reader = DocumentReader.forTests()
    let error = #expect(throws: ReadError.self) { try reader.collect(file) }
    #expect(error?.errno == ENOENT && error?.path == folder.full("a.md"))
    #expect(error?.description.contains("a.md: cannot open: No such file or directory;") == true)
  }

  @Test func whatIsNoFileIsAnErrorAndNeverBlocks() throws {
    #expect(mkfifo(folder.full("pipe.md"), 0o644) == 0)
    try folder.makeFolder("d.md")
    var reader = DocumentReader.forTests()
    for name in ["pipe.md", "d.md"] {
      let file = CorpusFile(root: folder.path, path: name, size: 0, modified: 0)
      let error = #expect(throws: ReadError.self) { try reader.collect(file) }
      #expect(error?.kind == .notRegular)
    }
  }

  @Test(.enabled(if: geteuid() != 0, "root may read everything"))
  func anUnreadableFileIsAnError() throws {
    try folder.write("a.md", "x")
    chmod(folder.full("a.md"), 0)
    var reader = DocumentReader.forTests()
    let error = #expect(throws: ReadError.self) { try reader.collect(folder.file("a.md")) }
    #expect(error?.errno == EACCES)
  }

  @Test func refusesFilesBeyondTheLimit() throws {
    try folder.write("a.md", String(repeating: "x", count: 2_000))
    var options = ReadOptions()
    options.largestFile = 1_000
    var reader = DocumentReader.forTests(options)
    let error = #expect(throws: ReadError.self) { try reader.collect(folder.file("a.md")) }
    #expect(error?.kind == .tooLarge && error?.remedy.isEmpty == false)
  }

  @Test func readsWhatIsThereNow() throws {
    try folder.write("a.md", "# Long\n" + String(repeating: "x\n", count: 1_000))
    let before = try folder.file("a.md")
    try folder.write("a.md", "# Short\ny")
    var reader = DocumentReader.forTests()
    #expect(try reader.collect(before).sections.map(\.text) == ["y"])
    try folder.write("a.md", "# Longer\n" + String(repeating: "line\n", count: 30_000))
    #expect(try reader.collect(before).summary.bytes == 150_009)
  }

  @Test func buffersDoNotLeakFromFileToFile() throws {
    try folder.write("big.txt", String(repeating: "big text\n", count: 700_000))
    try folder.write("small.txt", "small")
    var reader = DocumentReader.forTests()
    for _ in 0..<2 {
      #expect(try reader.collect(folder.file("big.txt")).summary.bytes == 6_300_000)
      #expect(try reader.collect(folder.file("small.txt")).sections.map(\.text) == ["small"])
    }
  }

  @Test func theHashCoversTheFileOnDisk() throws {
    for name in ["a.md", "a.txt", "a.jsonl"] {
      let bytes = Array("\u{FEFF}{\"text\":\"가나다\"}\n".utf8)
      #expect(try read(bytes, as: name).summary.contentHash == contentHash(bytes))
    }
  }

  @Test func emptyFilesAreSilent() throws {
    for name in ["a.md", "a.txt", "a.jsonl", "a"] {
      let result = try read("", as: name)
      #expect(result.sections.isEmpty && result.summary.warnings.isEmpty)
      #expect(result.summary.bytes == 0 && result.summary.encoding == "UTF-8")
    }
  }

  @Test func errorsFitOnOneLine() throws {
    let error = ReadError(.binary, path: "/a\nb\tc", what: "looks binary")
    #expect(error.description == "/a?b?c: looks binary")
  }

  /// Whatever the bytes, reading ends, and the sections lie where they say.
  @Test func survivesAnything() throws {
    var random = SeededGenerator()
    let pieces: [String] = [
      "# ", "## h\n", "\n", "\n\n", "---\n", "===\n", "```\n", "> ", "- ", "1. ", "[a]: /b\n",
      "[x][a]",
      "<!--", "-->", "<pre>", "</pre>\n", "\t", "    ", "text ", "한글 ", "\u{1112}\u{1161}", "\r",
      "\r\n",
      "{\"text\":\"", "\\u", "\"}\n", "\\", "\"", "Authors: ", "2023-12-05", "\u{0C}", "~~~\n", "`",
      "*",
      "title: a\n", "| a |\n", "&amp;", "<b>", "\u{FEFF}", "x\n",
    ]
    var reader = DocumentReader.forTests(Self.smallLimits)
    for _ in Rounds.of(400) {
      var bytes: [UInt8] = []
      for _ in 0..<Int.random(in: 0..<80, using: &random) {
        if Int.random(in: 0..<30, using: &random) == 0 {
          bytes.append(UInt8.random(in: 1...255, using: &random))
        } else {
          bytes += Array((pieces.randomElement(using: &random) ?? "").utf8)
        }
      }
      for name in ["a.md", "a.txt", "a.jsonl"] {
        try folder.write(name, bytes)
        do {
          let result = try reader.collect(folder.file(name))
          let text = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
          if name != "a.jsonl", result.summary.encoding == "UTF-8" { checkRanges(result, in: text) }
        } catch let error as ReadError {
          #expect(!error.description.isEmpty)
        }
      }
    }
  }

  @Test func survivesNoise() throws {
    var random = SeededGenerator()
    var reader = DocumentReader.forTests()
    for _ in Rounds.of(200) {
      let low = UInt8.random(in: 0...1, using: &random)
      let bytes = (0..<Int.random(in: 0..<3_000, using: &random)).map { _ in
        UInt8.random(in: low...255, using: &random)
      }
      for name in ["a.md", "a.txt", "a.jsonl"] {
        try folder.write(name, bytes)
        do { _ = try reader.collect(folder.file(name)) } catch is ReadError {}
      }
    }
  }

  private static var smallLimits: ReadOptions {
    var options = ReadOptions()
    options.longestBody = 64
    options.longestPage = 32
    return options
  }
}
