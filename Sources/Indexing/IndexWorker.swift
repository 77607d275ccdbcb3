import CorpusReader
import Glibc
import IndexBytes
import SearchIndex

/// What reading one planned file has come to.
enum FileOutcome: Sendable {
  /// It is in a new segment, perhaps as one that cannot be indexed.
  case indexed(skipped: Bool)
  /// Its bytes are those of the known version.
  case touched
  /// It could not be read; what the index has of it stays.
  case unreadable
}

/// Reads files and builds segments of them, on one thread.
struct IndexWorker: ~Copyable {
  private let queue: FileQueue
  private let monitor: BuildMonitor
  private let settings: IndexSettings
  private let fileSystem: any FileSystem
  private let memoryBytes: Int
  private let isCancelled: @Sendable () -> Bool
  private let tick: Int64
  private let temporaryPath: @Sendable () -> String

  /// Whether the file being read has pieces in a finished segment.
  private var isCut = false

  private(set) var segments: [SegmentFileInfo] = []
  private(set) var outcomes: [(PlannedFile, FileOutcome)] = []

  init(
    queue: FileQueue, monitor: BuildMonitor, settings: IndexSettings,
    fileSystem: any FileSystem, memoryBytes: Int, isCancelled: @escaping @Sendable () -> Bool,
    tick: Int64,
    temporaryPath: @escaping @Sendable () -> String
  ) {
    self.queue = queue
    self.monitor = monitor
    self.settings = settings
    self.fileSystem = fileSystem
    self.memoryBytes = memoryBytes
    self.isCancelled = isCancelled
    self.tick = tick
    self.temporaryPath = temporaryPath
  }

  /// Works until the queue is empty.
  ///
  /// - Throws: `IndexError` where the index cannot be written; files that cannot be read are reported and
  ///   passed over. `BuildCancelled` where it was told to end.
  mutating func run() throws {
    var batch = queue.next()
    guard !batch.isEmpty else { return }
    var reader = DocumentReader(hasher: { ContentDigest() })
    var builder = try newBuilder()
    while !batch.isEmpty {
      for planned in batch {
        if isCancelled() { throw BuildCancelled() }
        try index(planned, &reader, &builder)
        if builder.memoryBytes > memoryBytes {
          try finish(&builder, isRun: true)
          builder = try newBuilder()
        }
      }
      batch = queue.next()
    }
    try finish(&builder, isRun: !segments.isEmpty)
  }

  private func newBuilder() throws -> SegmentBuilder {
    try SegmentBuilder(
      fileSystem, path: temporaryPath(), settings: settings, expectedBytes: memoryBytes)
  }

  /// Writes a segment, which is a run if there are others to be merged with it.
  private mutating func finish(_ builder: inout SegmentBuilder, isRun: Bool) throws {
    segments.append(try builder.finish(isRun: isRun))
  }

  private mutating func index(
    _ planned: PlannedFile, _ reader: inout DocumentReader, _ builder: inout SegmentBuilder
  ) throws {
    if planned.mayBeTouched, Self.isUnchanged(planned, &reader) {
      outcomes.append((planned, .touched))
      monitor.finishedFile(bytes: planned.file.size)
      return
    }
    let record = FileRecord(
      root: planned.root, path: planned.file.path, size: planned.file.size,
      modified: trusted(planned.file.modified))
    builder.beginFile(record)
    isCut = false
    do {
      let summary = try read(planned, record, &reader, &builder)
      builder.endFile { $0.complete(summary) }
      for warning in summary.warnings { monitor.say("\(planned.file.fullPath): \(warning)") }
      outcomes.append((planned, .indexed(skipped: false)))
    } catch let error as ReadError {
      monitor.say("\(error); skipped")
      fail(error, planned, &builder)
    }
    monitor.finishedFile(bytes: planned.file.size)
  }

  /// The time by which the next build may tell that the file has not changed.
  ///
  /// A file system's clock ticks every few milliseconds: what is written in the tick in which it is
  /// read may be written once more with the same time. Such a file has no time, so that the next
  /// build compares its content (git calls this racily clean).
  private func trusted(_ modified: Int64) -> Int64 {
    var now = timespec()
    clock_gettime(CLOCK_REALTIME, &now)
    let age = (Int64(now.tv_sec) * 1_000_000_000 + Int64(now.tv_nsec)).subtractingReportingOverflow(
      modified)
    let isYoung = !age.overflow && (-tick...tick).contains(age.partialValue)
    return isYoung ? FileRecord.unknownTime : modified
  }

  private mutating func read(
    _ planned: PlannedFile, _ record: FileRecord, _ reader: inout DocumentReader,
    _ builder: inout SegmentBuilder
  ) throws -> ReadSummary {
    // A record's text is not the file's own: its lines are not lines of the file.
    let isRecords = FileTypes().kind(ofPath: planned.file.path) == .jsonLines
    var content = SectionContent()
    return try reader.read(planned.file) { section, body in
      content.take(section, isRecord: isRecords)
      try builder.add(content, body: body)
      if builder.memoryBytes > memoryBytes {
        builder.endFile { _ in }
        try finish(&builder, isRun: true)
        isCut = true
        builder = try newBuilder()
        builder.beginFile(record)
      }
    }
  }

  /// Leaves a file out, for good where it is not text, until the next build where the system refused.
  private mutating func fail(
    _ error: ReadError, _ planned: PlannedFile, _ builder: inout SegmentBuilder
  ) {
    if builder.sectionsOfFile > 0 || isCut {
      // Cut off in the middle: what was read is kept, and size 0 has it read again next time.
      builder.endFile { $0.size = 0 }
      outcomes.append((planned, .indexed(skipped: false)))
    } else if error.kind == .system {
      builder.discardFile()
      outcomes.append((planned, .unreadable))
    } else {
      builder.endFile { $0.skipped = error.reason }
      outcomes.append((planned, .indexed(skipped: true)))
    }
  }

  /// Whether the file's bytes are those of the known version.
  private static func isUnchanged(
    _ planned: PlannedFile, _ reader: inout DocumentReader
  ) -> Bool {
    guard let known = planned.known?.record, known.skipped.isEmpty, known.hashLow != 0 else {
      return false
    }
    // A file that cannot be read is reported where it is read to be indexed.
    guard let hash = try? reader.contentHash(of: planned.file) else { return false }
    return hash.low == known.hashLow && hash.high == known.hashHigh
  }
}

extension FileRecord {
  mutating func complete(_ summary: ReadSummary) {
    hashLow = summary.contentHash.low
    hashHigh = summary.contentHash.high
    encoding = summary.encoding
  }
}

extension SectionContent {
  /// Becomes the content of `section`.
  mutating func take(_ section: borrowing Section, isRecord: Bool) {
    ordinal = section.ordinal
    firstLine = section.firstLine
    bodyLine = isRecord ? 0 : section.bodyLine
    bodyOffset = isRecord ? .init() : section.bodyOffset
    date = section.date?.daysSince1970
    id = section.id ?? ""
    record.title = section.title
    record.link = section.link ?? ""
    record.headings = section.headingPath
    record.authors = section.authors
    record.tags = section.tags
  }
}
