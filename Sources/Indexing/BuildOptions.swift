import SearchIndex

/// How to build.
public struct BuildOptions: Sendable {
  /// Settings of a new index; nil keeps those of the index there.
  public var settings: IndexSettings?
  /// Whether to index everything anew.
  public var rebuild = false
  /// Whether files with the same size and time are read to see whether their bytes changed.
  public var comparesContent = false
  /// Files, absolute, of which the same is asked whatever `comparesContent` says.
  public var comparedPaths: Set<String> = []
  /// Asked often while files are looked at and read; once true, the build ends with
  /// `BuildCancelled` and the index stays as it was.
  public var isCancelled: @Sendable () -> Bool = { false }
  /// Memory for occurrences, in bytes; what does not fit is written out and merged.
  public var memoryBytes = 512 << 20
  /// Threads; 0 for one a core.
  public var threads = 0

  /// The defaults.
  public init(settings: IndexSettings? = nil) { self.settings = settings }
}

/// A build was told to end before it had anything to commit.
public struct BuildCancelled: Error {}

/// How far a build is.
public struct BuildProgress: Sendable {
  /// What is being done: "reading", "merging".
  public var phase: String
  /// Files read.
  public var filesDone: Int
  /// Files to read.
  public var filesTotal: Int
  /// Bytes read.
  public var bytesDone: UInt64
  /// Bytes to read.
  public var bytesTotal: UInt64
  /// Since the build began.
  public var seconds: Double
}

/// What a build did.
public struct BuildSummary: Sendable {
  /// New files.
  public var added = 0
  /// Files whose bytes changed.
  public var changed = 0
  /// Files that are gone.
  public var removed = 0
  /// Files that were not read again.
  public var unchanged = 0
  /// Files that could not be indexed, now or before.
  public var skipped = 0
  /// Live sections of the index.
  public var sections = 0
  /// Bytes read.
  public var bytesRead: UInt64 = 0
  /// How long it took.
  public var seconds = 0.0
  /// The generation in force now.
  public var generation = 0
  /// Whether there was something to commit.
  public var committed = false
}
