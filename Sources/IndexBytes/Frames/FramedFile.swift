/// A framed file opened for reading; see `FrameLayout`.
///
/// Opening checks the magic, the kind, the version, the length and the tables. Each page is checked when
/// `require` first asks for it, once a process, so that damage is an error at the place where it
/// would matter and never a wrong answer.
public final class FramedFile: Sendable {
  /// The whole file. Structures that were `require`d are safe to read; at least
  /// `FrameLayout.footerBytes` bytes follow every section.
  public let view: ByteView
  /// The path it was opened at.
  public let path: String
  /// Format version from the header.
  public let version: UInt32
  /// The footer's checksum, which identifies the content.
  public let checksum: UInt64

  private let file: MappedFile
  private let sections: [Section]
  private let bodyEnd: Int
  private let levelTwo: Int
  private let checkedPages: AtomicBits
  private let checkedSums: AtomicBits

  /// Opens the file at `path`.
  ///
  /// - Parameters:
  ///   - fileSystem: Where the file is.
  ///   - path: Its path.
  ///   - kind: What the file must hold.
  ///   - versions: The format versions that can be read.
  /// - Throws: `IndexError` that says what is wrong at which byte.
  public init(
    _ fileSystem: any FileSystem, path: String, kind: UInt32, versions: ClosedRange<UInt32>
  ) throws(IndexError) {
    let file = try fileSystem.map(path)
    let view = file.view
    version = try Self.checkHeader(view, path: path, kind: kind, versions: versions)
    let footer = try Self.checkFooter(view, path: path)
    self.file = file
    self.view = view
    self.path = path
    bodyEnd = footer.bodyEnd
    checksum = footer.checksum
    let table = try Self.readTable(view, path: path, footer: footer)
    sections = table.sections
    levelTwo = table.end
    let pages = FrameLayout.pages(footer.bodyEnd)
    checkedPages = AtomicBits(count: pages)
    checkedSums = AtomicBits(count: FrameLayout.pages(pages * 4))
  }

  /// Where the section `id` is in the file; empty where there is none. O(sections).
  public func section(_ id: UInt32) -> Range<Int> {
    sections.last { $0.id == id }?.range ?? 0..<0
  }

  /// Makes sure that the bytes of `range` are as they were written.
  ///
  /// O(pages of the range) the first time, a few nanoseconds a page afterwards.
  ///
  /// - Throws: `IndexError` `.corrupt` naming the first bad page.
  @inline(__always)
  public func require(_ range: Range<Int>) throws(IndexError) {
    guard range.lowerBound >= 0, range.upperBound <= bodyEnd else {
      throw outside(range)
    }
    if range.isEmpty { return }
    let first = range.lowerBound / FrameLayout.pageBytes
    let last = (range.upperBound - 1) / FrameLayout.pageBytes
    var page = first
    while page <= last {
      if !checkedPages[page] { try check(page) }
      page += 1
    }
  }

  /// Gives the memory of the pages inside `range` back until they are read again; they stay checked.
  public func release(_ range: Range<Int>) { file.release(range) }

  /// Checks every page of the file.
  public func verify() throws(IndexError) { try require(0..<bodyEnd) }

  /// An error for a structure at `offset` of this file that is not what it should be.
  public func corrupt(at offset: Int?, expected: String, found: String) -> IndexError {
    .corrupt(path, offset: offset, expected: expected, found: found)
  }

  private func outside(_ range: Range<Int>) -> IndexError {
    corrupt(
      at: range.lowerBound, expected: "a structure inside the first \(bodyEnd) bytes",
      found: "one that ends at \(range.upperBound)")
  }

  @inline(never)
  private func check(_ page: Int) throws(IndexError) {
    try checkSums(page * 4 / FrameLayout.pageBytes)
    let start = page * FrameLayout.pageBytes
    let length = min(FrameLayout.pageBytes, bodyEnd - start)
    let expected = view.uint32(bodyEnd + page * 4)
    try compare(start, length, expected)
    checkedPages.set(page)
  }

  private func checkSums(_ page: Int) throws(IndexError) {
    if checkedSums[page] { return }
    let start = bodyEnd + page * FrameLayout.pageBytes
    let end = bodyEnd + FrameLayout.pages(bodyEnd) * 4
    try compare(start, min(FrameLayout.pageBytes, end - start), view.uint32(levelTwo + page * 4))
    checkedSums.set(page)
  }

  private func compare(_ start: Int, _ length: Int, _ expected: UInt32) throws(IndexError) {
    guard let bytes = view.slice(start, length) else { throw outside(start..<start + length) }
    let found = Checksum.hash32(bytes)
    guard found == expected else {
      throw corrupt(
        at: start, expected: "checksum \(hex(UInt64(expected))) of the next \(length) bytes",
        found: hex(UInt64(found)))
    }
  }
}

/// A number as hexadecimal digits with a 0x in front.
func hex(_ value: UInt64) -> String { "0x" + String(value, radix: 16) }
