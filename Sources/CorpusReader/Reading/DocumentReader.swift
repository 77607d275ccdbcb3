/// Turns files into sections. Use one per thread: it keeps its buffers from file to file.
///
/// A Markdown or plain text file is held in memory once, twice when it has to be converted to
/// UTF-8; a JSON Lines file is streamed.
public struct DocumentReader {
  private let options: ReadOptions
  let newHasher: () -> any ContentHasher
  private var buffer: [UInt8] = []
  private var outliner = MarkdownOutliner()
  private var recordStream: JSONLinesStream

  /// Prepares a reader; nothing is opened yet.
  /// - Parameters:
  ///   - options: Limits and file types.
  ///   - hasher: Makes a fresh hasher for each file.
  public init(options: ReadOptions = .init(), hasher: @escaping () -> any ContentHasher) {
    self.options = options
    newHasher = hasher
    recordStream = JSONLinesStream(longestRecord: options.longestRecord)
  }

  /// Streams the sections of `file` in order. Linear in the file.
  ///
  /// - Parameters:
  ///   - file: A file that the walk found.
  ///   - handler: Takes each section with its body: UTF-8 (malformed bytes are left as they are)
  ///     without the heading, valid only during the call. An error it throws ends the reading and
  ///     comes out unchanged.
  /// - Returns: Counts, encoding, warnings and the hash of the file's bytes.
  /// - Throws: `ReadError` when the file as a whole cannot be read; then no section was handed on,
  ///   unless reading failed in the middle of a JSON Lines file.
  public mutating func read(
    _ file: CorpusFile, section handler: (borrowing Section, Span<UInt8>) throws -> Void
  ) throws -> ReadSummary {
    var state = ReadState(
      writer: SectionWriter(file: file), warnings: WarningLog(limit: options.mostWarnings))
    let source = try OpenFile(path: file.fullPath)
    let kind = options.types.kind(ofPath: file.path) ?? .plainText
    if kind == .jsonLines {
      var hasher = newHasher()
      let count = try recordStream.read(
        source, hasher: &hasher, state: &state, section: handler)
      if let count {
        return summary(bytes: count, encoding: .utf8, hash: hasher.finish(), state)
      }
      try source.rewind()
    }
    return try readWhole(source, as: kind, state: &state, section: handler)
  }

  private mutating func readWhole(
    _ source: borrowing OpenFile, as kind: FileKind, state: inout ReadState,
    section handler: SectionHandler
  ) throws -> ReadSummary {
    var bytes: [UInt8] = []
    swap(&bytes, &buffer)
    defer { if bytes.count <= WholeFile.keptCapacity { buffer = bytes } }
    var hasher = newHasher()
    let count = try WholeFile(limit: options.largestFile)
      .read(source, into: &bytes, hasher: &hasher)
    let decoded = try TextDecoder.decode(
      bytes.span.extracting(0..<count), path: source.path, warnings: &state.warnings)
    switch decoded.text {
    case .inPlace(let range):
      try readText(bytes.span.extracting(range), as: kind, state: &state, section: handler)
    case .converted(let text):
      bytes = []
      try readText(text.span, as: kind, state: &state, section: handler)
    }
    return summary(
      bytes: UInt64(count), encoding: decoded.encoding, hash: hasher.finish(), state)
  }

  private mutating func readText(
    _ text: Span<UInt8>, as kind: FileKind, state: inout ReadState,
    section handler: SectionHandler
  ) throws {
    switch kind {
    case .markdown:
      let reader = MarkdownReader(longestBody: options.longestBody)
      try reader.read(text, outliner: &outliner, state: &state, section: handler)
    case .plainText:
      let reader = PlainTextReader(longestPage: options.longestPage)
      try reader.read(text, state: &state, section: handler)
    case .jsonLines:
      var reader = JSONLinesReader()
      try reader.readLines(
        of: text, 0..<text.count, base: 0, state: &state, section: handler)
    }
  }

  private func summary(
    bytes: UInt64, encoding: TextEncoding, hash: ContentHash, _ state: ReadState
  ) -> ReadSummary {
    ReadSummary(
      sections: state.writer.count, bytes: bytes, encoding: encoding.name, contentHash: hash,
      warnings: state.warnings.lines)
  }
}
