/// The operations on files that an index needs, and nothing else.
///
/// Everything that writes or opens an index goes through this seam, so that a test can put a
/// fault at any of its calls. Every failure is an `IndexError` that names the path.
public protocol FileSystem: Sendable {
  /// Creates (or empties) the file at `path` for writing.
  func create(_ path: String) throws(IndexError) -> FileDescriptor
  /// Appends all of `bytes`; short writes and interrupted calls are continued.
  func write(_ bytes: [UInt8], to file: FileDescriptor) throws(IndexError)
  /// Makes what was written to the file durable.
  func synchronize(_ file: FileDescriptor) throws(IndexError)
  /// Closes the file; no error is worth reporting after `synchronize`.
  func close(_ file: FileDescriptor)
  /// Replaces `target` by `source` in one step.
  func rename(_ source: String, to target: String) throws(IndexError)
  /// Makes the folder's own entries durable, after a create, rename or removal.
  func synchronizeFolder(_ path: String) throws(IndexError)
  /// Removes a file; one that is not there is no error.
  func remove(_ path: String) throws(IndexError)
  /// Makes the folder and those above it, where missing, durably.
  func createFolder(_ path: String) throws(IndexError)
  /// Names in the folder, without "." and "..", unordered.
  func list(_ path: String) throws(IndexError) -> [String]
  /// Maps the file read-only.
  func map(_ path: String) throws(IndexError) -> MappedFile
  /// Takes the writer's lock at `path`, or fails with `.locked` at once.
  func lock(_ path: String) throws(IndexError) -> WriterLock
  /// Seconds since 1970. May go back; nothing but what people are shown depends on it.
  func time() -> Int64
}

/// An open file, and the path to name in its errors.
public struct FileDescriptor: Sendable {
  /// The number the system knows it by.
  public let number: Int32
  /// The path it was opened at.
  public let path: String

  /// Wraps an open file.
  public init(number: Int32, path: String) {
    self.number = number
    self.path = path
  }
}
