import IndexBytes

/// A source file as it was when it was indexed.
///
///     file := root:varint path:string size:varint modified:varint hashLow:u64 hashHigh:u64
///             firstSection:varint sections:varint encoding:string skipped:string
///
/// `modified` is a zigzag varint of nanoseconds since 1970; `skipped` says why the file was not
/// indexed and is empty for one that was.
public struct FileRecord: Equatable, Sendable {
  /// Number of its root in the manifest.
  public var root: Int
  /// Path below the root.
  public var path: String
  /// Bytes on disk.
  public var size: UInt64
  /// Time of its last change, nanoseconds since 1970; `unknownTime` for a file that was written to
  /// so shortly before it was read that it may change again without its time moving.
  public var modified: Int64
  /// XXH3 of its bytes, low and high half.
  public var hashLow: UInt64 = 0
  /// The high half.
  public var hashHigh: UInt64 = 0
  /// First of its sections in the segment.
  public var firstSection: Int = 0
  /// How many sections it gave.
  public var sections: Int = 0
  /// Name of its encoding, "UTF-8" for instance.
  public var encoding: String = ""
  /// Why it was not indexed; empty where it was.
  public var skipped: String = ""

  /// A time that no file has.
  public static let unknownTime = Int64.min / 4

  /// A file that has been found and not yet read.
  public init(root: Int, path: String, size: UInt64, modified: Int64) {
    self.root = root
    self.path = path
    self.size = size
    self.modified = modified
  }

  init(_ reader: inout ByteReader) {
    root = reader.varint()
    path = reader.string()
    size = UInt64(reader.varint())
    modified = Int64(reader.signedVarint())
    hashLow = reader.uint64()
    hashHigh = reader.uint64()
    firstSection = reader.varint()
    sections = reader.varint()
    encoding = reader.string()
    skipped = reader.string()
  }

  func write(to writer: inout ByteWriter) {
    writer.varint(root)
    writer.string(path)
    writer.varint(Int(clamping: size))
    writer.signedVarint(Int(modified))
    writer.uint64(hashLow)
    writer.uint64(hashHigh)
    writer.varint(firstSection)
    writer.varint(sections)
    writer.string(encoding)
    writer.string(skipped)
  }
}
