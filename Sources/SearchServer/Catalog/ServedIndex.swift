import Glibc
import IndexBytes
import SearchIndex

/// One index that the server answers from, and the generation of it that is in force.
public final class ServedIndex: Sendable {
  /// What requests call it.
  public let name: String
  /// Its folder, absolute.
  public let folder: String

  private struct State {
    var snapshot: Snapshot
    /// The manifest that was looked at last, whether or not it could be opened.
    var seen: FileSignature?
    /// Why the newest generation is not in force.
    var warning: String?
    /// Whether the snapshot and what it was built from are on block devices, and no section is large;
    /// nil until a thread has looked.
    var isQuickToRead: Bool?
  }
  private let state: LockedValue<State>

  /// Opens the current generation.
  ///
  /// - Throws: `IndexError` as `Snapshot.open` does.
  public init(name: String, folder: String) throws(IndexError) {
    self.name = name
    self.folder = folder
    let seen = FileSignature(Snapshot.commitFile(of: folder))
    let snapshot = try Snapshot.open(folder)
    state = LockedValue(State(snapshot: snapshot, seen: seen))
  }

  /// The generation in force.
  public var snapshot: Snapshot { state.withLock { $0.snapshot } }

  /// Whether the index and what it was built from are known to be on block devices, and to have no
  /// large sections.
  var isQuickToRead: Bool { state.withLock { $0.isQuickToRead ?? false } }

  /// Looks whether they are, unless that is known. For a thread that may have to wait.
  func learnWhetherQuick() {
    let (known, snapshot) = state.withLock { ($0.isQuickToRead, $0.snapshot) }
    guard known == nil else { return }
    let isQuick =
      BlockDevice.holdsAll([folder] + snapshot.sources) && !snapshot.mayHaveLargeSections
    state.withLock { if $0.snapshot === snapshot { $0.isQuickToRead = isQuick } }
  }

  /// What makes answers doubtful, a line each.
  var warnings: [String] {
    let (snapshot, warning) = state.withLock { ($0.snapshot, $0.warning) }
    return snapshot.warnings + (warning.map { [$0] } ?? [])
  }

  /// Opens the newest generation if it is another one; called from one thread.
  ///
  /// Where it cannot be opened, the old one stays in force and answers carry a warning.
  ///
  /// - Parameter force: Whether to look even if the manifest has not changed.
  /// - Returns: What happened, for the log.
  func refresh(force: Bool) -> Refreshed {
    let signature = FileSignature(Snapshot.commitFile(of: folder))
    let (seen, old) = state.withLock { ($0.seen, $0.snapshot.generation) }
    if !force, signature == seen { return .unchanged }
    do {
      let snapshot = try Snapshot.open(folder)
      state.withLock { $0 = State(snapshot: snapshot, seen: signature) }
      return .opened(from: old, to: snapshot.generation)
    } catch {
      let warning = "answers are of generation \(old), since a newer one cannot be read: \(error)"
      state.withLock {
        $0.seen = signature
        $0.warning = warning
      }
      return .failed(error)
    }
  }

  /// What a look at the folder has brought.
  enum Refreshed {
    case unchanged
    case opened(from: Int, to: Int)
    case failed(IndexError)
  }
}

/// Tells whether a file has been replaced.
struct FileSignature: Equatable, Sendable {
  private let device: UInt
  private let inode: UInt
  private let size: Int
  private let seconds: Int
  private let nanoseconds: Int

  /// nil where there is no such file.
  init?(_ path: String) {
    var info = stat()
    guard stat(path, &info) == 0 else { return nil }
    device = UInt(info.st_dev)
    inode = UInt(info.st_ino)
    size = Int(info.st_size)
    seconds = info.st_mtim.tv_sec
    nanoseconds = info.st_mtim.tv_nsec
  }
}
