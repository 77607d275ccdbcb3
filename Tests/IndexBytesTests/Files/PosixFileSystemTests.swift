import Glibc
import IndexBytes
import TestSupport
import Testing

@Suite("The real file system")
struct PosixFileSystemTests {
  private let system = PosixFileSystem()

  /// The error of a call that must fail.
  private func failure(_ call: () throws -> Void) -> IndexError? {
    #expect(throws: IndexError.self, performing: call)
  }

  @Test("files are written, renamed, listed and removed")
  func work() throws {
    let scratch = try ScratchFolder()
    let file = try system.create(scratch.path("a"))
    try system.write([1, 2], to: file)
    try system.write([], to: file)
    try system.write([3], to: file)
    try system.synchronize(file)
    system.close(file)
    try scratch.write("b", [9, 9, 9, 9])
    try system.rename(scratch.path("a"), to: scratch.path("b"))
    try system.synchronizeFolder(scratch.path)
    #expect(try system.list(scratch.path) == ["b"])
    #expect(try scratch.read("b") == [1, 2, 3])
    try system.remove(scratch.path("b"))
    try system.remove(scratch.path("b"))
    #expect(try system.list(scratch.path) == [])
  }

  @Test("a folder is made with those above it, and making it again is no error")
  func createFolder() throws {
    let scratch = try ScratchFolder()
    try system.createFolder(scratch.path("x/y/z"))
    try system.createFolder(scratch.path("x/y/z"))
    #expect(try system.list(scratch.path("x/y")) == ["z"])
  }

  @Test("a missing folder is named")
  func missing() throws {
    let scratch = try ScratchFolder()
    let path = scratch.path("none/file")
    for call in [
      { _ = try system.create(path) }, { _ = try system.list(path) }, { _ = try system.map(path) },
      { try system.synchronizeFolder(path) },
      { try system.rename(scratch.path("none/a"), to: path) },
    ] as [() throws -> Void] {
      let error = failure(call)
      #expect(error?.code == .system)
      #expect(error?.path == path)
      #expect(error?.systemError == ENOENT)
      #expect(error?.isMissingFile == true)
      #expect(error?.description.hasPrefix(path) == true)
    }
  }

  @Test("a file where a folder is wanted is named")
  func notFolder() throws {
    let scratch = try ScratchFolder()
    let path = try scratch.write("file", [1])
    #expect(failure { try system.createFolder(path) }?.path == path)
    #expect(failure { try system.createFolder(path + "/inside") }?.code == .system)
    #expect(failure { _ = try system.list(path) }?.systemError == ENOTDIR)
    #expect(failure { _ = try system.create(path + "/inside") }?.systemError == ENOTDIR)
    #expect(failure { try system.synchronizeFolder(path) }?.systemError == ENOTDIR)
  }

  @Test("a folder is not mapped, an empty file is")
  func mapping() throws {
    let scratch = try ScratchFolder()
    #expect(failure { _ = try system.map(scratch.path) }?.path == scratch.path)
    #expect(try system.map(scratch.write("empty", [])).view.count == 0)
  }

  @Test("a mapped file outlives its name")
  func unlinked() throws {
    let scratch = try ScratchFolder()
    let mapped = try system.map(scratch.write("a", [1, 2, 3]))
    try system.remove(scratch.path("a"))
    let bytes = withExtendedLifetime(mapped) { mapped.view.array }
    #expect(bytes == [1, 2, 3])
  }

  @Test("a read-only folder refuses", .enabled(if: geteuid() != 0))
  func readOnly() throws {
    let scratch = try ScratchFolder()
    try system.createFolder(scratch.path("locked"))
    chmod(scratch.path("locked"), 0o555)
    let error = failure { _ = try system.create(scratch.path("locked/a")) }
    #expect(error?.systemError == EACCES)
    #expect(error?.remedy.isEmpty == false)
  }

  @Test("error numbers have words, and the common ones a remedy")
  func words() {
    #expect(errnoText(ENOENT) == "No such file or directory")
    for number in [ENOSPC, EACCES, EROFS, EMFILE, EIO] {
      #expect(!errnoRemedy(number).isEmpty, "\(errnoText(number))")
    }
  }
}
