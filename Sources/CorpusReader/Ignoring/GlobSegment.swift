/// A pattern for one component of a path.
enum GlobSegment: Equatable, Sendable {
  /// One piece of a glob.
  enum Element: Equatable, Sendable {
    case byte(UInt8)
    case anyByte
    case anyRun
    case set(ByteSet)
  }

  /// Exactly these bytes.
  case literal([UInt8])
  /// A glob with `*`, `?` or brackets.
  case glob([Element])
  /// `**`: any number of components, none included.
  case anyDepth

  /// Compiles one component; nil for a pattern that can match nothing.
  init?(_ pattern: ArraySlice<UInt8>) {
    var elements: [Element] = []
    var rest = pattern
    while let byte = rest.first {
      switch byte {
      case UInt8(ascii: "*"):
        if elements.last != .anyRun { elements.append(.anyRun) }
        rest = rest.dropFirst()
      case UInt8(ascii: "?"):
        elements.append(.anyByte)
        rest = rest.dropFirst()
      case UInt8(ascii: "["):
        guard let (set, length) = BracketExpression.parse(rest) else { return nil }
        elements.append(.set(set))
        rest = rest.dropFirst(length)
      case UInt8(ascii: "\\"):
        guard let escaped = rest.dropFirst().first else { return nil }
        elements.append(.byte(escaped))
        rest = rest.dropFirst(2)
      default:
        elements.append(.byte(byte))
        rest = rest.dropFirst()
      }
    }
    self = .glob(elements)
    if let literal = Self.literal(of: elements) { self = .literal(literal) }
  }

  private static func literal(of elements: [Element]) -> [UInt8]? {
    var bytes: [UInt8] = []
    for element in elements {
      guard case .byte(let byte) = element else { return nil }
      bytes.append(byte)
    }
    return bytes
  }

  /// Whether the component matches; at most its length times the pattern's.
  func matches(_ name: ArraySlice<UInt8>) -> Bool {
    switch self {
    case .literal(let bytes): bytes.elementsEqual(name)
    case .glob(let elements): Self.matches(elements, name)
    case .anyDepth: true
    }
  }

  /// On a mismatch only the last `*` can be stretched: what an earlier one could still reach, the
  /// last one reaches as well.
  private static func matches(_ elements: [Element], _ name: ArraySlice<UInt8>) -> Bool {
    var element = 0
    var index = name.startIndex
    var retry: (element: Int, index: Int)?
    while index < name.endIndex {
      if element < elements.count, elements[element] == .anyRun {
        element += 1
        retry = (element, index)
      } else if element < elements.count, accepts(elements[element], name[index]) {
        element += 1
        index += 1
      } else if let last = retry {
        element = last.element
        index = last.index + 1
        retry = (element, index)
      } else {
        return false
      }
    }
    return elements[element...].allSatisfy { $0 == .anyRun }
  }

  private static func accepts(_ element: Element, _ byte: UInt8) -> Bool {
    switch element {
    case .byte(let wanted): wanted == byte
    case .anyByte: true
    case .set(let set): set.contains(byte)
    case .anyRun: false
    }
  }
}
