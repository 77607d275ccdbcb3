/// A search.
public struct QueryRequest: Sendable, Equatable {
  /// How many hits a client may ask for at once.
  public static let maximumLimit = 1000
  /// How many hits a client may pass over.
  public static let maximumOffset = 100_000
  /// Bytes of a query's text.
  public static let maximumBytes = 8192

  /// Which words must match, as `--mode` of the command line.
  public enum Mode: String, Sendable, CaseIterable {
    /// Any of them.
    case any
    /// Every one.
    case all
    /// Next to each other, in order.
    case phrase
    /// Each as the beginning of a word.
    case prefix
    /// Each or one within an edit of it.
    case fuzzy
  }

  /// What comes first, as `--sort` of the command line.
  public enum Sort: String, Sendable, CaseIterable {
    /// The best.
    case score
    /// The newest.
    case date
    /// The oldest.
    case dateAscending = "date-asc"
  }

  /// The query, in pidx's query language.
  public var text: String
  /// How many hits to return; nil for as many as the server returns unless it is told.
  public var limit: Int?
  /// How many hits to pass over.
  public var offset = 0
  /// Which words must match; nil for the server's setting.
  public var mode: Mode?
  /// What comes first; nil for the server's setting.
  public var sort: Sort?
  /// Whether the last word is still being typed.
  public var prefixLast = false
  /// Whether sections with the same link are shown once; nil for the server's setting.
  public var groupsLinks: Bool?
  /// Whether every hit carries the factors of its score.
  public var explains = false
  /// Whether every hit carries its whole line and what matches in its title.
  public var isFull = false
  /// Numbers of the ranking by name; for the others the server's settings hold.
  public var rank: [String: Double] = [:]
  /// What positions count.
  public var positions = Positions.utf8
  /// Which index it asks, and for how long.
  public var scope = RequestScope()

  /// Makes a search with the usual settings.
  public init(text: String) {
    self.text = text
  }

  /// Whether it is within what the protocol allows: neither its text nor its numbers pass what a client
  /// may ask for. A server may have been told to take shorter lines.
  public var isWithinLimits: Bool {
    text.utf8.count <= Self.maximumBytes && (limit ?? 0) <= Self.maximumLimit
      && offset <= Self.maximumOffset
  }
}

/// The completion of what is being typed.
public struct CompleteRequest: Sendable, Equatable {
  /// How many completions a client may ask for at once.
  public static let maximumLimit = 100

  /// What has been typed so far.
  public var text: String
  /// How many completions to return, of terms and of titles each.
  public var limit = 10
  /// Which index it asks, and for how long.
  public var scope = RequestScope()

  /// Makes a request with the usual settings.
  public init(text: String) {
    self.text = text
  }
}

/// The text of a section.
public struct OpenRequest: Sendable, Equatable {
  /// The file, as a hit named it.
  public var path: String
  /// A line of the section, from 1.
  public var line = 1
  /// Which index, by name or folder; nil for the first.
  public var index: String?
  /// The folder that paths are relative to; nil for absolute paths.
  public var folder: String?

  /// Asks for the section that line 1 of the file is in.
  public init(path: String) {
    self.path = path
  }
}
