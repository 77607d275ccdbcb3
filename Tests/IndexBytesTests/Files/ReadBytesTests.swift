import Glibc
import TestSupport
import Testing

@testable import IndexBytes

@Suite("Reading a descriptor to its end")
struct ReadBytesTests {
  /// What is read of a file of `count` bytes.
  private func read(_ count: Int, limit: Int = .max) throws -> [UInt8] {
    let scratch = try ScratchFolder()
    let path = try scratch.write("bytes", (0..<count).map { UInt8(truncatingIfNeeded: $0) })
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    defer { close(descriptor) }
    return try readBytes(descriptor, limit: limit)
  }

  @Test("every byte is read", arguments: [0, 1, 1 << 14, 1 << 14 + 1, 100_000])
  func whole(count: Int) throws {
    #expect(try read(count) == (0..<count).map { UInt8(truncatingIfNeeded: $0) })
    #expect(try read(count, limit: count).count == count)
  }

  @Test("a result longer than the limit says that there is more")
  func limit() throws {
    #expect(try read(100_000, limit: 99_999).count > 99_999)
  }

  @Test("an error is the system's")
  func failure() throws {
    let error = #expect(throws: SystemError.self) { try readBytes(-1) }
    #expect(error == SystemError(number: EBADF))
    #expect(error?.description == errnoText(EBADF))
  }
}
