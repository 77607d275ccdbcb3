import SearchIndex

/// How to build.
public struct BuildOptions: Sendable {
  /// Settings of a new index; nil keeps those of the index there.
  public var settings: IndexSettings?
  /// Whether to index everything anew.
  public var rebuild = false
  /// Whether files with the same size and time are read to see whether their bytes changed.
  public var comparesContent = false
  /// Whether to check the index first and to index again the files of what is damaged.
  public var repairs = false
  /// Files, absolute, of which the same is asked whatever `comparesContent` says.
  public var comparedPaths: Set<String> = []
  /// Seconds after which a change is sure to move a file's time; see `IndexWorker.trusted`.
  public var tickSeconds = 0.05
  /// Asked often while files are looked at and read; once true, the build ends with
  /// `BuildCancelled` and the index stays as it was.
  public var isCancelled: @Sendable () -> Bool = { false }
  /// Memory that a build may take, in bytes, about; occurrences that do not fit are written out and
  /// merged.
  public var memoryBytes = 512 << 20
  /// Threads; 0 for one a core.
  public var threads = 0

  /// The defaults.
  public init(settings: IndexSettings? = nil) { self.settings = settings }

  /// What each thread may take for occurrences: the memory less what the process and its buffers
  /// need, but at least half of it.
  func logBytes(threads: Int) -> Int {
    let buffers = 20 << 20 + threads * (8 << 20)
    return max(memoryBytes / 2, memoryBytes - buffers) / threads
  }
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
