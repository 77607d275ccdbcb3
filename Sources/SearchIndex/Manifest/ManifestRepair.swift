import IndexBytes

/// Finds a manifest for an index whose own is damaged.
public struct ManifestRepair {
  private let folder: String
  private let fileSystem: any FileSystem

  /// What was found, and done.
  public enum Outcome: Sendable {
    /// The manifest is whole, or there is no index.
    case sound
    /// A whole manifest that a crash had left beside it took its place.
    case replaced(IndexError)
    /// There is no other.
    case hopeless(IndexError)
  }

  /// A repair of the index in `folder`.
  public init(_ folder: String, fileSystem: any FileSystem = PosixFileSystem()) {
    self.folder = folder
    self.fileSystem = fileSystem
  }

  /// Looks, and puts a whole manifest in force.
  ///
  /// - Returns: What was found and done.
  /// - Throws: `.locked` where another process writes; `.system` where the system refuses.
  public func run() throws(IndexError) -> Outcome {
    guard let damage = damage() else { return .sound }
    let lock = try fileSystem.lock(folder + "/" + IndexFolder.lock)
    defer { withExtendedLifetime(lock) {} }
    let other = IndexFolder.manifest + IndexFolder.temporarySuffix
    guard (try? ManifestFile.read(folder, fileSystem, name: other)) != nil else {
      return .hopeless(damage)
    }
    try fileSystem.rename(folder + "/" + other, to: folder + "/" + IndexFolder.manifest)
    try fileSystem.synchronizeFolder(folder)
    return .replaced(damage)
  }

  private func damage() -> IndexError? {
    do throws(IndexError) {
      _ = try ManifestFile.read(folder, fileSystem)
      return nil
    } catch {
      return error.code == .corrupt || error.code == .wrongVersion ? error : nil
    }
  }
}
