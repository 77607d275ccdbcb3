import Glibc
import SearchIndex

/// What has become of a file since it was indexed.
enum FileState: Sendable {
  case same
  case changed
  case gone
}

/// States of the files of an answer, each looked at once.
///
/// Looks at size and time of files that the index knows; none is opened.
struct FileStates {
  private var known: [FileKey: FileState] = [:]

  /// The state of a hit's file.
  ///
  /// - Parameters:
  ///   - hit: The hit.
  ///   - path: The absolute path of its file.
  /// - Returns: Its state, as it was when it was looked at first.
  mutating func state(of hit: PresentedHit, _ path: String) -> FileState {
    if let state = known[hit.file] { return state }
    let state = Self.look(at: hit, path)
    known[hit.file] = state
    return state
  }

  private static func look(at hit: PresentedHit, _ path: String) -> FileState {
    var info = stat()
    guard stat(path, &info) == 0 else { return .gone }
    let modified = Int64(info.st_mtim.tv_sec) &* 1_000_000_000 &+ Int64(info.st_mtim.tv_nsec)
    // Without a time, size is all there is to go by.
    let isOlder = hit.fileModified != FileRecord.unknownTime && modified != hit.fileModified
    return UInt64(info.st_size) != hit.fileSize || isOlder ? .changed : .same
  }
}

/// Which files of an answer are not as they were indexed.
struct StaleFiles {
  private var changed: Set<FileKey> = []
  private var gone: Set<FileKey> = []

  /// Notes the state of a file.
  mutating func note(_ file: FileKey, _ state: FileState) {
    switch state {
    case .same: return
    case .changed: changed.insert(file)
    case .gone: gone.insert(file)
    }
  }

  /// What to tell the user.
  var warnings: [String] {
    // A file may go between two looks.
    let changed = changed.subtracting(gone).count
    var warnings: [String] = []
    if changed > 0 {
      warnings.append(
        "\(Self.files(changed)) of this answer changed after indexing: run `pidx build`")
    }
    if !gone.isEmpty {
      warnings.append("\(Self.files(gone.count)) of this answer cannot be found any more")
    }
    return warnings
  }

  private static func files(_ count: Int) -> String { count == 1 ? "1 file" : "\(count) files" }
}
