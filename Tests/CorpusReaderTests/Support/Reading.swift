import CorpusReader

/// FNV-1a, so that tests can compute the expected hash themselves.
struct TestHasher: ContentHasher {
  private var state: UInt64 = 0xcbf2_9ce4_8422_2325
  private var count: UInt64 = 0

  mutating func update(_ bytes: Span<UInt8>) {
    for index in bytes.indices { state = (state ^ UInt64(bytes[index])) &* 0x100_0000_01b3 }
    count += UInt64(bytes.count)
  }

  mutating func finish() -> ContentHash { ContentHash(high: count, low: state) }

  static func hash(_ bytes: [UInt8]) -> ContentHash {
    var hasher = TestHasher()
    hasher.update(bytes.span)
    return hasher.finish()
  }
}

/// A section with its body kept.
struct ReadSection {
  let section: Section
  let body: [UInt8]
  var text: String { String(decoding: body, as: UTF8.self) }
}

/// Everything that reading one file gave.
struct ReadResult {
  var sections: [ReadSection] = []
  var summary: ReadSummary
}

extension DocumentReader {
  static func forTests(_ options: ReadOptions = .init()) -> DocumentReader {
    DocumentReader(options: options) { TestHasher() }
  }

  mutating func collect(_ file: CorpusFile) throws -> ReadResult {
    var sections: [ReadSection] = []
    let summary = try read(file) { section, body in
      let bytes = body.withUnsafeBufferPointer { Array($0) }
      sections.append(ReadSection(section: copy section, body: bytes))
    }
    return ReadResult(sections: sections, summary: summary)
  }
}

/// Writes `bytes` to a file called `name` and reads it back.
func read(
  _ bytes: [UInt8], as name: String, options: ReadOptions = .init()
) throws -> ReadResult {
  let folder = try ScratchFolder()
  try folder.write(name, bytes)
  var reader = DocumentReader.forTests(options)
  return try reader.collect(try folder.file(name))
}

func read(
  _ text: String, as name: String, options: ReadOptions = .init()
) throws -> ReadResult {
  try read(Array(text.utf8), as: name, options: options)
}
