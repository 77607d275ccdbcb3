import Glibc
import Testing

/// A pseudo-terminal for a program to write to.
final class PseudoTerminal {
  private let controller: Int32
  let device: Int32

  init() throws {
    // TIOCSPTLCK and TIOCGPTN of Linux, which posix_openpt and its kin are made of.
    let (unlock, number) = (UInt(0x4004_5431), UInt(0x8004_5430))
    controller = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
    try #require(controller >= 0)
    var locked: Int32 = 0
    try #require(ioctl(controller, unlock, &locked) == 0)
    var name: UInt32 = 0
    try #require(ioctl(controller, number, &name) == 0)
    device = open("/dev/pts/\(name)", O_RDWR | O_NOCTTY | O_CLOEXEC)
    try #require(device >= 0)
  }

  deinit {
    close(controller)
    close(device)
  }

  /// What has been written and not read yet.
  func text() -> String {
    _ = fcntl(controller, F_SETFL, O_NONBLOCK)
    return String(decoding: Descriptor.readAll(controller), as: UTF8.self)
  }
}
