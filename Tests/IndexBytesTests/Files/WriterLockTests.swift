import Glibc
import IndexBytes
import TestSupport
import Testing

@Suite("The writer's lock")
struct WriterLockTests {
  @Test("a second writer is refused, with the holder's number and what to do")
  func exclusive() throws {
    let scratch = try ScratchFolder()
    let path = scratch.path("pidx.lock")
    let lock = try WriterLock(path: path)
    let error = #expect(throws: IndexError.self) { _ = try WriterLock(path: path) }
    #expect(error?.code == .locked)
    #expect(error?.path == path)
    #expect(error?.detail.contains("\(getpid())") == true)
    #expect(error?.remedy.isEmpty == false)
    withExtendedLifetime(lock) {}
  }

  @Test("the lock is free again once it is let go, and its file stays")
  func release() throws {
    let scratch = try ScratchFolder()
    let path = scratch.path("pidx.lock")
    for _ in 0..<3 {
      let lock = try WriterLock(path: path)
      withExtendedLifetime(lock) {}
    }
    #expect(access(path, F_OK) == 0)
  }

  @Test("the lock is free again even while another process holds its file open")
  func inherited() throws {
    let scratch = try ScratchFolder()
    let path = scratch.path("pidx.lock")
    var lock: WriterLock? = try WriterLock(path: path)
    // What a child that has not come to exec yet has of its parent.
    let copies = (0..<1024).filter { Self.isOpen($0, at: path) }.map { dup($0) }
    #expect(copies.count == 1)
    withExtendedLifetime(lock) {}
    lock = nil
    #expect(throws: Never.self) { _ = try WriterLock(path: path) }
    for copy in copies { close(copy) }
  }

  private static func isOpen(_ file: Int32, at path: String) -> Bool {
    var opened = stat()
    var named = stat()
    guard fstat(file, &opened) == 0, stat(path, &named) == 0 else { return false }
    return opened.st_ino == named.st_ino && opened.st_dev == named.st_dev
  }

  @Test("locks of two indexes do not meet")
  func two() throws {
    let scratch = try ScratchFolder()
    let first = try WriterLock(path: scratch.path("a"))
    let second = try WriterLock(path: scratch.path("b"))
    withExtendedLifetime((first, second)) {}
  }

  @Test("where no lock file can be made, the system's reason is given")
  func missingFolder() throws {
    let scratch = try ScratchFolder()
    let error = #expect(throws: IndexError.self) {
      _ = try WriterLock(path: scratch.path("none/pidx.lock"))
    }
    #expect(error?.code == .system)
    #expect(error?.systemError == ENOENT)
  }
}
