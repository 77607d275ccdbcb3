import CorpusReader
@testable import Indexing

/// The hash of `bytes`, as builds have it.
func contentHash(_ bytes: [UInt8]) -> ContentHash {
  var hasher = ContentDigest()
  hasher.update(bytes.span)
  return hasher.finish()
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
    DocumentReader(options: options) { ContentDigest() }
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
