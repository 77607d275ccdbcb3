import Glibc

/// Where configuration is looked for.
///
/// A file that is named, by `--config` or by `PIDX_CONFIG`, is the only one. Otherwise the user's
/// own file is read, and over it the `pidx.yaml` in the current folder, or in the nearest folder
/// above it that has one.
public struct ConfigurationSearch: Sendable {
  /// What a folder's file is called.
  public static let fileName = "pidx.yaml"

  /// The file that a flag names.
  public var named: String?
  /// The current folder, absolute; nil where there is none.
  public var folder: String?
  /// What the environment says.
  public var environment: Environment

  /// The variables that count, where they are set.
  public struct Environment: Sendable {
    /// `PIDX_CONFIG`.
    public var config: String?
    /// `XDG_CONFIG_HOME`.
    public var configHome: String?
    /// `HOME`.
    public var home: String?

    /// An environment with everything given.
    public init(config: String? = nil, configHome: String? = nil, home: String? = nil) {
      self.config = config
      self.configHome = configHome
      self.home = home
    }
  }

  /// A search with everything given.
  public init(named: String?, folder: String?, environment: Environment) {
    self.named = named
    self.folder = folder
    self.environment = environment
  }

  /// A search from where the process is.
  public init(named: String?) {
    let environment = Environment(
      config: Self.variable("PIDX_CONFIG"), configHome: Self.variable("XDG_CONFIG_HOME"),
      home: Self.variable("HOME"))
    self.init(named: named, folder: Self.currentFolder(), environment: environment)
  }

  /// The settings of all files that are there, over the defaults.
  ///
  /// Without any file: an attempt to open one in every folder above, and nothing more.
  ///
  /// - Throws: What is wrong with the first file that is not well.
  public func settings() throws(ConfigurationError) -> Settings {
    var settings = Settings()
    if let path = named ?? nonEmpty(environment.config) {
      try read(ConfigurationFile(path: path, name: path, isNamed: true), into: &settings)
      return settings
    }
    if let userFile { try read(userFile, into: &settings) }
    for file in folderFiles {
      if try read(file, into: &settings) { break }
    }
    return settings
  }
}

extension ConfigurationSearch {
  /// `$XDG_CONFIG_HOME/pidx/config.yaml`, or that below `~/.config`.
  private var userFile: ConfigurationFile? {
    let path: String
    if let base = nonEmpty(environment.configHome), base.hasPrefix("/") {
      path = base + "/pidx/config.yaml"
    } else if let home = nonEmpty(environment.home) {
      path = home + "/.config/pidx/config.yaml"
    } else {
      return nil
    }
    return ConfigurationFile(path: path, name: path, isNamed: false)
  }

  /// `pidx.yaml` here, then in each folder above, up to the root.
  private var folderFiles: [ConfigurationFile] {
    guard var folder, folder.hasPrefix("/") else { return [] }
    var files: [ConfigurationFile] = []
    while true {
      let path = (folder == "/" ? "" : folder) + "/" + Self.fileName
      let name = files.isEmpty ? Self.fileName : path
      files.append(ConfigurationFile(path: path, name: name, isNamed: false))
      guard folder != "/", let slash = folder.lastIndex(of: "/") else { return files }
      folder = slash == folder.startIndex ? "/" : String(folder[..<slash])
    }
  }

  private func nonEmpty(_ value: String?) -> String? {
    value.flatMap { $0.isEmpty ? nil : $0 }
  }

  private static func variable(_ name: String) -> String? {
    getenv(name).map { String(cString: $0) }
  }

  /// Reads a file if it is there.
  ///
  /// - Returns: Whether it was.
  @discardableResult
  private func read(
    _ file: ConfigurationFile, into settings: inout Settings
  ) throws(ConfigurationError) -> Bool {
    guard let bytes = try file.bytes() else { return false }
    if !file.isNamed && isShared(file.path) {
      settings.warnings.append(
        "\(file.name) was not read, since everybody may write to its folder; "
          + "name it with --config if it is yours")
      return false
    }
    settings = try SettingsReader.read(
      bytes.span, path: file.name, over: settings, home: nonEmpty(environment.home))
    return true
  }

  /// Whether the folder of the file is one in which anybody may put files, such as /tmp.
  private func isShared(_ path: String) -> Bool {
    var status = stat()
    let folder = path.lastIndex(of: "/").map { path[...$0] + "." } ?? "."
    guard stat(folder, &status) == 0 else { return false }
    return status.st_mode & S_ISVTX != 0 && status.st_mode & S_IWOTH != 0
  }

  private static func currentFolder() -> String? {
    var path = [CChar](repeating: 0, count: Int(PATH_MAX))
    guard getcwd(&path, path.count) != nil else { return nil }
    return String(decoding: path.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}
