import Glibc
import SearchIndex

/// Which files of an answer have changed since they were indexed.
///
/// Looks at size and time of files that the index knows; none is opened.
struct StaleFiles {
  private var seen: Set<FileKey> = []
  private var changed = 0
  private var gone = 0

  /// Looks at the file of a hit, once.
  ///
  /// - Parameters:
  ///   - hit: The hit.
  ///   - path: The absolute path of its file.
  mutating func look(at hit: PresentedHit, _ path: String) {
    guard seen.insert(hit.file).inserted else { return }
    var info = stat()
    guard stat(path, &info) == 0 else {
      gone += 1
      return
    }
    let modified = Int64(info.st_mtim.tv_sec) &* 1_000_000_000 &+ Int64(info.st_mtim.tv_nsec)
    // Without a time, size is all there is to go by.
    let isOlder = hit.fileModified != FileRecord.unknownTime && modified != hit.fileModified
    if UInt64(info.st_size) != hit.fileSize || isOlder { changed += 1 }
  }

  /// What to tell the user.
  var warnings: [String] {
    var warnings: [String] = []
    if changed > 0 {
      warnings.append(
        "\(Self.files(changed)) of this answer changed after indexing: run `pidx build`")
    }
    if gone > 0 { warnings.append("\(Self.files(gone)) of this answer cannot be found any more") }
    return warnings
  }

  private static func files(_ count: Int) -> String { count == 1 ? "1 file" : "\(count) files" }
}
