import Configuration

/// Which index and which configuration file were named.
struct IndexChoice: Equatable {
  /// The folder of the index.
  var named: String?
  /// The configuration file.
  var config: String?

  /// What the configuration files set, over the defaults; warns of those that were not read.
  ///
  /// - Throws: `ConfigurationError`.
  func settings() throws -> Settings {
    let settings = try ConfigurationSearch(named: config).settings()
    settings.warnings.forEach(Pidx.warn)
    return settings
  }

  /// The folder of the index.
  func folder(_ settings: Settings) -> String { named ?? settings.index }
}
