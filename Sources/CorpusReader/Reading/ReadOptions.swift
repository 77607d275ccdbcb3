/// Limits and types for reading files.
public struct ReadOptions: Sendable {
  /// Which names are Markdown, JSON Lines or plain text; anything else is read as plain text.
  public var types = FileTypes()
  /// The largest Markdown or plain text file that is read, in bytes. Such a file is held in memory
  /// as a whole. JSON Lines are streamed and have no limit.
  public var largestFile = 1 << 30
  /// The longest line of a JSON Lines file, in bytes; longer ones are skipped with a warning.
  public var longestRecord = 64 << 20
  /// The longest body of a Markdown section, in bytes; longer ones become several sections.
  public var longestBody = 64 << 10
  /// The longest page of plain text, in bytes.
  public var longestPage = 16 << 10
  /// How many warnings of one file are spelled out; the rest are only counted.
  public var mostWarnings = 20

  /// The defaults.
  public init() {}
}

/// What reading one file came to.
public struct ReadSummary: Sendable, Hashable {
  /// How many sections were handed on.
  public let sections: Int
  /// How many bytes were read.
  public let bytes: UInt64
  /// The encoding the file was read as: "UTF-8", "UTF-16LE", "windows-949".
  public let encoding: String
  /// The fingerprint of the file's bytes as they are on disk.
  public let contentHash: ContentHash
  /// What was odd but did no harm to the rest of the file, each fit for one line.
  public let warnings: [String]
}

/// Collects the warnings of one file, up to a limit.
struct WarningLog {
  let limit: Int
  private var messages: [String] = []
  private var total = 0

  init(limit: Int) {
    self.limit = limit
  }

  /// Notes a warning; `message` is only built while there is room.
  mutating func add(_ message: @autoclosure () -> String) {
    total += 1
    if total <= limit { messages.append(message()) }
  }

  /// The warnings, the last of which counts those without room.
  var lines: [String] {
    total > limit ? messages + ["and \(total - limit) more warnings"] : messages
  }
}
