/// What a walk looks at.
public struct WalkOptions: Sendable {
  /// Which file names are text.
  public var types = FileTypes()
  /// Whether names that start with a dot are visited.
  public var includesHidden = false
  /// Whether `.gitignore` and `.pidxignore` files count.
  public var respectsIgnoreFiles = true
  /// A folder that holds a file of this name is an index and not visited.
  public var indexMarker = "pidx.manifest"

  /// The defaults.
  public init() {}
}

/// What a walk came to.
public struct WalkSummary: Sendable, Hashable {
  /// How many files were visited.
  public internal(set) var visited = 0
  /// How many files and folders were left out by an ignore file, as hidden, or as an index.
  public internal(set) var ignoredByRule = 0
  /// How many files were left out because their extension is not known as text.
  public internal(set) var ignoredByType = 0
  /// How many symbolic links were left out because another one had led to the same place.
  public internal(set) var repeatedLinks = 0
  /// How many files and folders were reported as skipped.
  public internal(set) var skipped = 0

  /// A walk that saw nothing.
  public init() {}
}
