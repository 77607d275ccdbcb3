import TextAnalysis

/// What receives each section with its body.
typealias SectionHandler = (borrowing Section, Span<UInt8>) throws -> Void

/// Numbers the sections of one file and hands them on.
struct SectionWriter {
  /// The file's name without extension, the title of last resort.
  let stem: String
  /// The date in the file's path.
  let pathDate: CivilDate?
  /// How many sections were handed on.
  private(set) var count = 0

  init(file: CorpusFile) {
    stem = file.stem
    pathDate = CivilDate.last(inPath: file.path)
  }

  /// Numbers `section`, fills in what only the file knows, and passes it on with its body.
  ///
  /// - Parameters:
  ///   - section: What is known of it so far.
  ///   - body: Its text.
  ///   - handler: Takes it.
  ///   - namesFile: Whether a section without a title gets the file's name. A record does not: what
  ///     it has no title for is no word of its text, and the file is named after all records.
  /// - Throws: What `handler` throws.
  mutating func write(
    _ section: inout Section, body: Span<UInt8>, to handler: SectionHandler, namesFile: Bool = true
  ) throws {
    count += 1
    section.ordinal = count
    if section.title.utf8.contains(where: { $0 < 0x20 }) {
      section.title = section.title.collapsingWhiteSpace()
    }
    if section.title.isEmpty, namesFile { section.title = stem }
    if section.date == nil { section.date = pathDate }
    try handler(section, body)
  }
}
