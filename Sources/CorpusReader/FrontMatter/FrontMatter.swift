import TextAnalysis
import YAML

/// What a Markdown file says about itself between two `---` lines at its very start.
struct FrontMatter {
  /// A block longer than this is not front matter, in bytes.
  static let longest = 4 << 20

  var title: String?
  var link: String?
  var authors: [String] = []
  var tags: [String] = []
  var date: CivilDate?
  /// The offset just past the closing line; 0 without front matter.
  var end = 0

  init() {}

  /// Reads the front matter of `text`.
  ///
  /// Malformed YAML is warned of, and then, like anything but a mapping, part of the text.
  init(_ text: Span<UInt8>, newline: UInt8, warnings: inout WarningLog) {
    guard let (yaml, end) = Self.locate(in: text, newline: newline) else { return }
    do throws(YAMLError) {
      let node = try YAMLReader.read(text.extracting(yaml))
      if case .mapping(let pairs)? = node?.content {
        for (key, value) in pairs {
          if let name = key.text { take(value, for: name.lowercased()) }
        }
        self.end = end
      } else if text.trimmed(yaml).isEmpty {
        self.end = end
      }
    } catch {
      warnings.add("line \(error.place.line + 1): front matter is not YAML (\(error.problem))")
    }
  }

  /// The YAML between the two lines, and the end of the closing one.
  private static func locate(
    in text: Span<UInt8>, newline: UInt8
  ) -> (yaml: Range<Int>, end: Int)? {
    guard text.starts(with: "---", at: 0) else { return nil }
    let limit = min(text.count, longest)
    var start = text.lineEnd(from: 0, to: limit, newline: newline)
    guard text.trimmed(0..<start).count == 3 else { return nil }
    let yamlStart = start
    while start < limit {
      let end = text.lineEnd(from: start, to: limit, newline: newline)
      if text.starts(with: "---", at: start), text.trimmed(start..<end).count == 3 {
        return (yamlStart..<start, end)
      }
      start = end
    }
    return nil
  }

  private mutating func take(_ value: YAMLNode, for key: String) {
    switch key {
    case "title", "제목": title = title ?? value.text?.trimmedASCII()
    case "url", "link", "링크", "출처": link = link ?? value.text.flatMap(Self.link)
    case "date", "날짜", "작성일", "공포일자":
      date = date ?? value.text.flatMap(CivilDate.parse)
    case "author", "authors", "저자", "글쓴이":
      authors += value.texts ?? value.text.map(NameList.names(in:)) ?? []
    case "tag", "tags", "태그":
      tags += value.texts?.map(NameList.tag) ?? value.text.map(NameList.tags(in:)) ?? []
    default: break
    }
  }

  /// `text` when it looks like a link and not like the name of a source.
  private static func link(_ text: String) -> String? {
    let link = text.trimmedASCII()
    return link.utf8.contains(UInt8(ascii: "/")) && !link.utf8.contains(0x20) ? link : nil
  }
}

extension YAMLNode {
  /// The texts of a sequence (of its mappings, their "name").
  fileprivate var texts: [String]? {
    guard case .sequence(let nodes) = content else { return nil }
    return nodes.compactMap { node in
      guard case .mapping(let pairs) = node.content else { return node.text }
      return pairs.first { $0.key.text == "name" }?.value.text
    }
  }
}
