/// How a file's text is cut into sections.
public enum FileKind: Sendable, Hashable {
  /// Sections are headings with their text.
  case markdown
  /// Sections are records, one a line.
  case jsonLines
  /// Sections are pages.
  case plainText
}

/// Which file names are text, and of which kind; case does not matter.
public struct FileTypes: Sendable {
  private var kinds: [String: FileKind]

  /// The default types, with additions.
  ///
  /// Markdown is `.md`, `.markdown` and `.mdx`; JSON Lines `.jsonl` and `.ndjson`; plain text
  /// `.txt`, `.text`, `.rst`, `.org`, `.adoc`, `.log` and names without an extension.
  /// - Parameter additional: More extensions without the dot; they win over the defaults.
  public init(additional: [String: FileKind] = [:]) {
    kinds = ["md": .markdown, "markdown": .markdown, "mdx": .markdown]
    for name in ["jsonl", "ndjson"] { kinds[name] = .jsonLines }
    for name in ["txt", "text", "rst", "org", "adoc", "log", ""] { kinds[name] = .plainText }
    for (name, kind) in additional { kinds[name.lowercased()] = kind }
  }

  /// The kind of a file, or nil when its extension is not known as text.
  public func kind(ofPath path: String) -> FileKind? {
    kinds[Self.fileExtension(of: path)]
  }

  /// The lower-case extension of the last component, "" when it has none.
  ///
  /// Only one to twelve ASCII letters and digits after the last dot are an extension, so that
  /// "1. 회의록" has none.
  static func fileExtension(of path: String) -> String {
    let name = path.utf8.suffix(while: { $0 != UInt8(ascii: "/") })
    guard let dot = name.lastIndex(of: UInt8(ascii: ".")), dot != name.startIndex else { return "" }
    let letters = name[name.index(after: dot)...]
    guard (1...12).contains(letters.count), letters.allSatisfy(isAlphanumeric) else { return "" }
    return String(decoding: letters.map(\.asciiLowercased), as: UTF8.self)
  }

  private static func isAlphanumeric(_ byte: UInt8) -> Bool {
    byte.isASCIIDigit || (0x61...0x7A).contains(byte.asciiLowercased)
  }
}

extension BidirectionalCollection {
  /// The longest suffix whose elements all satisfy `predicate`.
  func suffix(while predicate: (Element) -> Bool) -> SubSequence {
    var start = endIndex
    while start != startIndex {
      let previous = index(before: start)
      guard predicate(self[previous]) else { break }
      start = previous
    }
    return self[start...]
  }
}
