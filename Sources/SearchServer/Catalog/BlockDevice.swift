import Glibc

/// File systems on block devices: they answer at once, as far as anything does. One on a network or in
/// a process may not answer for minutes.
///
/// The system gives file systems without a device the major number 0. Some of those are local all the
/// same (tmpfs, Btrfs, overlays); they are not told apart.
enum BlockDevice {
  /// Whether every one of some files and folders is on a block device. What is mounted below a folder
  /// is not looked at.
  static func holdsAll(_ paths: [String]) -> Bool {
    paths.allSatisfy { path in
      var info = stat()
      return stat(path, &info) == 0 && major(UInt64(info.st_dev)) != 0
    }
  }

  /// The major number, in two parts of a device's number.
  private static func major(_ device: UInt64) -> UInt64 {
    device >> 8 & 0xFFF | device >> 32 & ~0xFFF
  }
}
