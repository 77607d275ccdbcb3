import CYAML

/// Reads YAML through libyaml's events.
public struct YAMLReader: ~Copyable {
  /// Values nested deeper than this are an error.
  static let deepest = 64

  private var parser = yaml_parser_t()
  private let text: UnsafeBufferPointer<UInt8>

  private init(_ text: UnsafeBufferPointer<UInt8>) { self.text = text }

  /// The value of the first document in `text`; nil when there is none.
  ///
  /// - Throws: `YAMLError` when it is not YAML in UTF-8, or nested deeper than 64 levels.
  public static func read(_ text: Span<UInt8>) throws(YAMLError) -> YAMLNode? {
    try read(text, isSole: false)
  }

  /// The value of the only document in `text`; nil when there is none.
  ///
  /// - Throws: `YAMLError` as `read` does, and when a second document follows.
  public static func readSole(_ text: Span<UInt8>) throws(YAMLError) -> YAMLNode? {
    try read(text, isSole: true)
  }

  private static func read(
    _ text: Span<UInt8>, isSole: Bool
  ) throws(YAMLError) -> YAMLNode? {
    let result = text.withUnsafeBufferPointer { bytes -> Result<YAMLNode?, YAMLError> in
      var reader = YAMLReader(bytes)
      guard yaml_parser_initialize(&reader.parser) == 1 else {
        return .failure(
          YAMLError(problem: "out of memory", place: YAMLPlace(line: 1, column: 1)))
      }
      yaml_parser_set_input_string(&reader.parser, bytes.baseAddress, bytes.count)
      yaml_parser_set_encoding(&reader.parser, YAML_UTF8_ENCODING)
      defer { yaml_parser_delete(&reader.parser) }
      return Result { () throws(YAMLError) in
        let node = try reader.document()
        if isSole && node != nil { try reader.finish() }
        return node
      }
    }
    return try result.get()
  }
}

extension YAMLReader {
  private enum Event {
    case scalar(String, isPlain: Bool)
    case sequence, mapping, end, alias, streamEnd, other
  }

  private mutating func document() throws(YAMLError) -> YAMLNode? {
    while true {
      let (event, place) = try next()
      switch event {
      case .other: continue
      case .end, .streamEnd: return nil
      default: return try node(event, place, depth: 0)
      }
    }
  }

  /// Reads on to the end, where nothing more may stand.
  private mutating func finish() throws(YAMLError) {
    while true {
      let (event, place) = try next()
      switch event {
      case .streamEnd: return
      case .other: continue
      default: throw YAMLError(problem: "a second document", place: place)
      }
    }
  }

  private mutating func child(depth: Int) throws(YAMLError) -> YAMLNode? {
    let (event, place) = try next()
    return try node(event, place, depth: depth)
  }

  private mutating func node(
    _ event: Event, _ place: YAMLPlace, depth: Int
  ) throws(YAMLError) -> YAMLNode? {
    guard depth < Self.deepest else { throw YAMLError(problem: "nested too deep", place: place) }
    let content: YAMLNode.Content
    switch event {
    case .scalar(let text, let isPlain):
      content = .scalar(isPlain && ["~", "null"].contains(text) ? "" : text)
    case .alias: content = .alias
    case .sequence:
      var nodes: [YAMLNode] = []
      while let item = try child(depth: depth + 1) { nodes.append(item) }
      content = .sequence(nodes)
    case .mapping:
      var pairs: [(key: YAMLNode, value: YAMLNode)] = []
      while let key = try child(depth: depth + 1) {
        guard let value = try child(depth: depth + 1) else { break }
        pairs.append((key, value))
      }
      content = .mapping(pairs)
    case .end, .streamEnd: return nil
    case .other: throw YAMLError(problem: "unexpected end", place: place)
    }
    return YAMLNode(content: content, place: place)
  }

  /// The next event. Each ends at least one token, so the loops above end with the text.
  private mutating func next() throws(YAMLError) -> (Event, YAMLPlace) {
    var event = yaml_event_t()
    guard yaml_parser_parse(&parser, &event) == 1 else { throw failure() }
    defer { yaml_event_delete(&event) }
    return (Self.kind(event), YAMLPlace(event.start_mark))
  }

  private static func kind(_ event: yaml_event_t) -> Event {
    switch event.type {
    case YAML_SCALAR_EVENT:
      let scalar = event.data.scalar
      let bytes = UnsafeBufferPointer(start: scalar.value, count: scalar.length)
      let isPlain = scalar.style == YAML_PLAIN_SCALAR_STYLE
      return .scalar(String(decoding: bytes, as: UTF8.self), isPlain: isPlain)
    case YAML_SEQUENCE_START_EVENT: return .sequence
    case YAML_MAPPING_START_EVENT: return .mapping
    case YAML_ALIAS_EVENT: return .alias
    case YAML_SEQUENCE_END_EVENT, YAML_MAPPING_END_EVENT: return .end
    case YAML_STREAM_END_EVENT, YAML_NO_EVENT: return .streamEnd
    default: return .other
    }
  }

  /// What libyaml complains of. Bytes that are no text have an offset and no mark.
  private func failure() -> YAMLError {
    let problem = parser.problem.map { String(cString: $0) } ?? "malformed"
    let place =
      parser.error == YAML_READER_ERROR
      ? YAMLPlace(text, offset: parser.problem_offset) : YAMLPlace(parser.problem_mark)
    return YAMLError(problem: problem, place: place)
  }
}

extension YAMLPlace {
  fileprivate init(_ mark: yaml_mark_t) {
    self.init(line: Int(mark.line) + 1, column: Int(mark.column) + 1)
  }

  /// The place of a byte; columns count what begins a character.
  fileprivate init(_ text: UnsafeBufferPointer<UInt8>, offset: Int) {
    let before = text.prefix(offset)
    let newline = UInt8(ascii: "\n")
    let lineStart = before.lastIndex(of: newline).map { $0 + 1 } ?? 0
    let lines = before.reduce(0) { $0 + ($1 == newline ? 1 : 0) }
    let characters = before[lineStart...].reduce(0) { $0 + ($1 & 0xC0 != 0x80 ? 1 : 0) }
    self.init(line: lines + 1, column: characters + 1)
  }
}
