/// Writes a framed file from front to back; see `FrameLayout`.
///
/// The file is complete, durable and still under its own name after `finish`; whoever publishes
/// it renames it.
public struct FrameWriter: ~Copyable {
  private let fileSystem: any FileSystem
  private let file: FileDescriptor
  private var pending: [UInt8] = []
  private var flushed = 0
  private var sums = ByteWriter()
  private var sections: [(id: UInt32, offset: Int, length: Int)] = []
  private var open: (id: UInt32, offset: Int)?

  private static let bufferBytes = 1 << 20

  /// Creates the file and writes its header.
  ///
  /// - Parameters:
  ///   - fileSystem: Where files are made.
  ///   - path: Where to; an existing file is replaced.
  ///   - kind: What the file holds.
  ///   - version: Format version of that kind.
  /// - Throws: `IndexError` where the file cannot be made.
  public init(
    _ fileSystem: any FileSystem, path: String, kind: UInt32, version: UInt32
  ) throws(IndexError) {
    self.fileSystem = fileSystem
    file = try fileSystem.create(path)
    var header = ByteWriter(capacity: FrameLayout.headerBytes)
    header.append(FrameLayout.magic)
    header.uint32(kind)
    header.uint32(version)
    pending = header.bytes
  }

  deinit { fileSystem.close(file) }

  /// Offset in the file of the next byte.
  public var offset: Int { flushed + pending.count }

  /// Begins the section `id`; the one before it ends.
  public mutating func begin(_ id: UInt32) {
    end()
    open = (id, offset)
  }

  private mutating func end() {
    guard let section = open else { return }
    sections.append((section.id, section.offset, offset - section.offset))
    open = nil
  }

  /// Appends bytes to the current section.
  public mutating func append(_ bytes: [UInt8]) throws(IndexError) {
    pending.append(contentsOf: bytes)
    if pending.count >= Self.bufferBytes { try flushWholePages() }
  }

  private mutating func flushWholePages() throws(IndexError) {
    let whole = pending.count / FrameLayout.pageBytes * FrameLayout.pageBytes
    guard whole > 0 else { return }
    let rest = Array(pending[whole...])
    pending.removeLast(pending.count - whole)
    Self.sumPages(of: pending, into: &sums)
    try fileSystem.write(pending, to: file)
    flushed += whole
    pending.removeAll(keepingCapacity: true)
    pending.append(contentsOf: rest)
  }

  private static func sumPages(of bytes: [UInt8], into sums: inout ByteWriter) {
    bytes.withByteView { view in
      var start = 0
      while start < view.count {
        let length = min(FrameLayout.pageBytes, view.count - start)
        if let page = view.slice(start, length) { sums.uint32(Checksum.hash32(page)) }
        start += length
      }
    }
  }

  /// Writes the tables and the footer, and makes the file durable.
  ///
  /// - Returns: The file's size in bytes and the footer's checksum, which identifies its content.
  public mutating func finish() throws(IndexError) -> (bytes: Int, checksum: UInt64) {
    end()
    try flushWholePages()
    Self.sumPages(of: pending, into: &sums)
    let bodyEnd = offset
    let tocOffset = bodyEnd + sums.count
    var tail = ByteWriter()
    tail.uint32(UInt32(sections.count))
    for section in sections {
      tail.uint32(section.id)
      tail.uint64(UInt64(section.offset))
      tail.uint64(UInt64(section.length))
    }
    Self.sumPages(of: sums.bytes, into: &tail)
    tail.uint64(UInt64(bodyEnd))
    tail.uint64(UInt64(tocOffset))
    let checksum = Checksum.hash64(tail.bytes)
    tail.uint64(checksum)
    tail.append(FrameLayout.endMagic)
    try fileSystem.write(pending + sums.bytes + tail.bytes, to: file)
    try fileSystem.synchronize(file)
    return (tocOffset + tail.count, checksum)
  }
}
