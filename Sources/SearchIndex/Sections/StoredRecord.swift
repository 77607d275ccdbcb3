import IndexBytes

/// What is stored of a section, to show it: everything but the body always, the body unless the
/// index was built without stored text.
///
///     record := title:string link:string headings:strings authors:strings tags:strings
///               bodyBytes:varint byte^bodyBytes
///     strings := count:varint string^count
public struct StoredRecord: Equatable, Sendable {
  /// Plain text of the heading.
  public var title = ""
  /// The address the section is about; empty for none.
  public var link = ""
  /// Enclosing headings, outermost first.
  public var headings: [String] = []
  /// Authors' names.
  public var authors: [String] = []
  /// Tags.
  public var tags: [String] = []
  /// The body's bytes, perhaps invalid UTF-8; empty where text is not stored.
  public var body: [UInt8] = []

  /// An empty record.
  public init() {}

  init(_ reader: inout ByteReader, withNames: Bool = true) {
    title = reader.string()
    link = reader.string()
    headings = Self.strings(&reader)
    if withNames {
      authors = Self.strings(&reader)
      tags = Self.strings(&reader)
    } else {
      Self.skipStrings(&reader)
      Self.skipStrings(&reader)
    }
    body = reader.bytes(reader.varint()).array
  }

  private static func strings(_ reader: inout ByteReader) -> [String] {
    let count = reader.varint()
    guard count <= reader.view.count else { return [] }
    return (0..<count).map { _ in reader.string() }
  }

  private static func skipStrings(_ reader: inout ByteReader) {
    var left = reader.varint()
    while left > 0, !reader.failed {
      _ = reader.bytes(reader.varint())
      left -= 1
    }
  }
}

extension ByteWriter {
  mutating func strings(_ values: [String]) {
    varint(values.count)
    for value in values { string(value) }
  }
}
