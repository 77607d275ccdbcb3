import CYAML

/// A YAML value, as far as front matter needs it.
indirect enum YAMLNode {
  case scalar(String)
  case sequence([YAMLNode])
  case mapping([(key: String, value: YAMLNode)])
  /// An alias; what it stands for is not looked up, so that it cannot multiply.
  case alias

  /// The text of a scalar, nil for anything else and for an empty one.
  var text: String? {
    guard case .scalar(let text) = self, !text.isEmpty else { return nil }
    return text
  }

  /// The texts of a sequence (of its mappings, their "name").
  var texts: [String]? {
    guard case .sequence(let nodes) = self else { return nil }
    return nodes.compactMap { node in
      guard case .mapping(let pairs) = node else { return node.text }
      return pairs.first { $0.key == "name" }?.value.text
    }
  }
}

/// Why YAML cannot be read.
struct YAMLError: Error {
  let problem: String
  /// The line in the YAML text, from 1.
  let line: Int
}

/// Reads one YAML document through libyaml's events.
struct YAMLReader: ~Copyable {
  /// Values nested deeper than this are an error.
  static let deepest = 64

  private var parser = yaml_parser_t()

  /// The value of the first document in `text`; nil when there is none.
  static func read(_ text: Span<UInt8>) throws(YAMLError) -> YAMLNode? {
    let result = text.withUnsafeBufferPointer { bytes -> Result<YAMLNode?, YAMLError> in
      var reader = YAMLReader()
      guard yaml_parser_initialize(&reader.parser) == 1 else {
        return .failure(YAMLError(problem: "out of memory", line: 1))
      }
      yaml_parser_set_input_string(&reader.parser, bytes.baseAddress, bytes.count)
      yaml_parser_set_encoding(&reader.parser, YAML_UTF8_ENCODING)
      defer { yaml_parser_delete(&reader.parser) }
      return Result { () throws(YAMLError) in try reader.document() }
    }
    return try result.get()
  }

  private enum Event {
    case scalar(String, isPlain: Bool)
    case sequence, mapping, end, alias, other
  }

  private mutating func document() throws(YAMLError) -> YAMLNode? {
    while true {
      switch try next() {
      case .other: continue
      case .end: return nil
      case let event: return try node(event, depth: 0)
      }
    }
  }

  private mutating func node(_ event: Event, depth: Int) throws(YAMLError) -> YAMLNode? {
    guard depth < Self.deepest else { throw error("nested too deep") }
    switch event {
    case .scalar(let text, let isPlain):
      return .scalar(isPlain && ["~", "null"].contains(text) ? "" : text)
    case .alias: return .alias
    case .sequence:
      var nodes: [YAMLNode] = []
      while let item = try node(try next(), depth: depth + 1) { nodes.append(item) }
      return .sequence(nodes)
    case .mapping:
      var pairs: [(key: String, value: YAMLNode)] = []
      while let key = try node(try next(), depth: depth + 1) {
        guard let value = try node(try next(), depth: depth + 1) else { break }
        if let name = key.text { pairs.append((name, value)) }
      }
      return .mapping(pairs)
    case .end: return nil
    case .other: throw error("unexpected end")
    }
  }

  /// The next event. Each ends at least one token, so the loops above end with the text.
  private mutating func next() throws(YAMLError) -> Event {
    var event = yaml_event_t()
    guard yaml_parser_parse(&parser, &event) == 1 else {
      throw error(parser.problem.map { String(cString: $0) } ?? "malformed")
    }
    defer { yaml_event_delete(&event) }
    switch event.type {
    case YAML_SCALAR_EVENT:
      let scalar = event.data.scalar
      let bytes = UnsafeBufferPointer(start: scalar.value, count: scalar.length)
      let isPlain = scalar.style == YAML_PLAIN_SCALAR_STYLE
      return .scalar(String(decoding: bytes, as: UTF8.self), isPlain: isPlain)
    case YAML_SEQUENCE_START_EVENT: return .sequence
    case YAML_MAPPING_START_EVENT: return .mapping
    case YAML_ALIAS_EVENT: return .alias
    case YAML_SEQUENCE_END_EVENT, YAML_MAPPING_END_EVENT, YAML_STREAM_END_EVENT,
      YAML_NO_EVENT:
      return .end
    default: return .other
    }
  }

  private func error(_ problem: String) -> YAMLError {
    YAMLError(problem: problem, line: Int(parser.problem_mark.line) + 1)
  }
}
