import SearchIndex
import TextAnalysis

/// Everything that configuration files can set; without them, the defaults.
///
/// The defaults stand here once: flags have none of their own, and win where they are given.
public struct Settings: Sendable {
  /// Folder of the index.
  public internal(set) var index = "index"
  /// The numbers of the ranking.
  public internal(set) var ranking = RankingParameters()
  /// Weights of fields, those that were set: for indexes that are made.
  public internal(set) var weights: [Field: Int] = [:]
  /// Hits to print.
  public internal(set) var limit = 10
  /// How the words of a query match.
  public internal(set) var mode = MatchMode.any
  /// What comes first among the hits.
  public internal(set) var sort = SortOrder.score
  /// When to write colours.
  public internal(set) var color = ColorChoice.auto
  /// Whether sections with the same link are shown once.
  public internal(set) var groupsLinks = true
  /// What a build may take, in megabytes of 2^20 bytes.
  public internal(set) var memoryMegabytes = 512
  /// Threads of a build; 0 for one a core.
  public internal(set) var threads = 0
  /// How text is cut into terms, if that was set: for indexes that are made.
  public internal(set) var analyzer: AnalyzerKind?
  /// Whether text is kept for snippets, if that was set: for indexes that are made.
  public internal(set) var storesText: Bool?

  /// Where each setting that a file made was made, by its key: the last place wins.
  public internal(set) var origins: [String: SettingOrigin] = [:]
  /// Files that looked like configuration and were not read, and why.
  public internal(set) var warnings: [String] = []

  /// The defaults.
  public init() {}
}

extension Settings {
  /// How to search where nothing else is said.
  public var searchOptions: SearchOptions {
    var options = SearchOptions()
    options.parameters = ranking
    options.limit = limit
    options.mode = mode
    options.sort = sort
    options.groupsLinks = groupsLinks
    return options
  }
}

/// The line of a file that made a setting.
public struct SettingOrigin: Sendable, Equatable {
  /// The file.
  public var path: String
  /// The line, from 1.
  public var line: Int
}

/// A setting in words.
public struct SettingEntry: Sendable, Equatable {
  /// Its key, "ranking.k1" for instance.
  public var key: String
  /// Its value, as a file would have it.
  public var value: String
  /// What set it; nil for a default.
  public var origin: SettingOrigin?
}

extension Settings {
  /// Every setting in the order of the documentation.
  public var entries: [SettingEntry] {
    SettingKey.all.map {
      SettingEntry(key: $0.name, value: $0.text(self), origin: origins[$0.name])
    }
  }
}
