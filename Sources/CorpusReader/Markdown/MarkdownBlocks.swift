import CMarkdown

/// A block directly below the document.
struct MarkdownBlock {
  enum Kind: Equatable {
    case heading(level: Int)
    /// Code or HTML, which is one node however long it is.
    case verbatim
    case other
  }

  let kind: Kind
  /// The first and last line, from 0.
  let lines: ClosedRange<Int>
}

/// CommonMark's block structure, by cmark-gfm.
enum MarkdownBlocks {
  /// Calls `visit` with each block directly below the document, in order.
  static func forEach(in text: [UInt8], _ visit: (MarkdownBlock) -> Void) {
    let document = text.withUnsafeBytes { bytes in
      cmark_parse_document(
        bytes.baseAddress?.assumingMemoryBound(to: CChar.self), bytes.count, CMARK_OPT_DEFAULT)
    }
    defer { cmark_node_free(document) }
    var node = cmark_node_first_child(document)
    while let block = node {
      let first = max(0, Int(cmark_node_get_start_line(block)) - 1)
      let last = max(first, Int(cmark_node_get_end_line(block)) - 1)
      visit(MarkdownBlock(kind: kind(of: block), lines: first...last))
      node = cmark_node_next(block)
    }
  }

  private static func kind(of block: OpaquePointer) -> MarkdownBlock.Kind {
    switch cmark_node_get_type(block) {
    case CMARK_NODE_HEADING: .heading(level: Int(cmark_node_get_heading_level(block)))
    case CMARK_NODE_CODE_BLOCK, CMARK_NODE_HTML_BLOCK: .verbatim
    default: .other
    }
  }
}

/// Markdown as plain text: links, emphasis, code and entities resolved.
struct PlainInline {
  /// The text, runs of white space made one space.
  private(set) var text = ""
  /// The target of the first link.
  private(set) var link: String?

  /// Reads the first block of `markdown` that has text.
  init(_ markdown: [UInt8]) {
    let document = markdown.withUnsafeBytes { bytes in
      cmark_parse_document(
        bytes.baseAddress?.assumingMemoryBound(to: CChar.self), bytes.count, CMARK_OPT_DEFAULT)
    }
    defer { cmark_node_free(document) }
    guard let block = cmark_node_first_child(document) else { return }
    let iterator = cmark_iter_new(block)
    defer { cmark_iter_free(iterator) }
    while true {
      let event = cmark_iter_next(iterator)
      if event == CMARK_EVENT_DONE { break }
      if event == CMARK_EVENT_ENTER, let node = cmark_iter_get_node(iterator) { enter(node) }
    }
    text = text.collapsingWhiteSpace()
  }

  private mutating func enter(_ node: OpaquePointer) {
    switch cmark_node_get_type(node) {
    case CMARK_NODE_TEXT, CMARK_NODE_CODE:
      if let literal = cmark_node_get_literal(node) { text += String(cString: literal) }
    case CMARK_NODE_SOFTBREAK, CMARK_NODE_LINEBREAK, CMARK_NODE_HTML_INLINE: text += " "
    case CMARK_NODE_LINK:
      guard link == nil, let url = cmark_node_get_url(node) else { return }
      let target = String(cString: url)
      if !target.isEmpty { link = target }
    default: break
    }
  }
}
