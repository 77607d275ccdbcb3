import CorpusReader
import Glibc
import TestSupport
import Testing

@testable import Indexing

@Suite("Asking for files ahead")
struct ReadAheadTests {
  private let scratch: ScratchFolder

  init() throws { scratch = try ScratchFolder() }

  private func planned(_ name: String, bytes: UInt64) -> PlannedFile {
    let file = CorpusFile(root: scratch.path, path: name, size: bytes, modified: 0)
    return PlannedFile(file: file, root: 0, known: nil)
  }

  /// Writes a file and has the system forget its pages; false where it keeps them.
  private func writeForgotten(_ name: String) -> Bool {
    let descriptor = open(scratch.path(name), O_RDWR | O_CREAT, 0o600)
    defer { close(descriptor) }
    let bytes = [UInt8](repeating: 0x61, count: 1 << 16)
    #expect(write(descriptor, bytes, bytes.count) == bytes.count)
    fsync(descriptor)
    posix_fadvise(descriptor, 0, 0, POSIX_FADV_DONTNEED)
    return !ReadAhead.isInMemory(descriptor)
  }

  private func isInMemory(_ name: String) -> Bool {
    let descriptor = open(scratch.path(name), O_RDONLY)
    defer { close(descriptor) }
    return ReadAhead.isInMemory(descriptor)
  }

  @Test("what was asked for is in memory soon, behind files that are gone and no files")
  func asks() throws {
    #expect(mkfifo(scratch.path("pipe"), 0o600) == 0)
    #expect(mkdir(scratch.path("folder"), 0o700) == 0)
    // A file system that lives in memory forgets nothing, and there is nothing to ask for.
    guard writeForgotten("a.md") else { return }
    let names = ["gone.md", "pipe", "folder", "a.md"]
    let ahead = ReadAhead(names.map { planned($0, bytes: 1 << 16) })
    ahead.advance(from: 0)
    for _ in 0..<1_000 where !isInMemory("a.md") { usleep(10_000) }
    #expect(isInMemory("a.md"))
    ahead.stop()
  }

  @Test("it asks for no more than is soon needed, and for nothing once it was stopped")
  func bounds() {
    guard writeForgotten("far.md"), writeForgotten("late.md") else { return }
    let ahead = ReadAhead([planned("gone.md", bytes: 1 << 30), planned("far.md", bytes: 1 << 16)])
    ahead.advance(from: 0)
    ahead.stop()
    #expect(!isInMemory("far.md"))
    let stopped = ReadAhead([planned("late.md", bytes: 1 << 16)])
    stopped.stop()
    stopped.advance(from: 0)
    stopped.stop()
    #expect(!isInMemory("late.md"))
  }

  @Test("every file is handed out once, in order")
  func queue() {
    let names = (0..<40).map { "\($0).md" }
    let queue = FileQueue(names.map { planned($0, bytes: 1 << 20) })
    var handedOut: [String] = []
    while case let batch = queue.next(), !batch.isEmpty { handedOut += batch.map(\.file.path) }
    queue.stop()
    #expect(handedOut == names)
  }
}
