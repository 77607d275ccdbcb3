extension JSONWriter {
  /// Writes a member whose value is a string.
  public mutating func member(_ name: StaticString, _ text: String) {
    key(name)
    value(text)
  }

  /// Writes a member whose value is an integer.
  public mutating func member(_ name: StaticString, _ number: some BinaryInteger) {
    key(name)
    value(number)
  }

  /// Writes a member whose value is a number.
  public mutating func member(_ name: StaticString, _ number: Double) {
    key(name)
    value(number)
  }

  /// Writes a member whose value is true or false.
  public mutating func member(_ name: StaticString, _ flag: Bool) {
    key(name)
    value(flag)
  }

  /// Writes a member whose value is an array of strings.
  public mutating func member(_ name: StaticString, _ texts: [String]) {
    key(name)
    beginArray()
    for text in texts { value(text) }
    endArray()
  }

  /// Writes a member whose value is an array of pairs: `[[5,24]]` for the range 5 to 24.
  public mutating func member(_ name: StaticString, _ ranges: [Range<Int>]) {
    key(name)
    beginArray()
    for range in ranges {
      beginArray()
      value(range.lowerBound)
      value(range.upperBound)
      endArray()
    }
    endArray()
  }

  /// Writes any value; the keys of objects in the order of their scalars.
  public mutating func value(_ json: JSONValue) {
    switch json {
    case .null: null()
    case .bool(let flag): value(flag)
    case .integer(let number): value(number)
    case .number(let number): value(number)
    case .string(let text): value(text)
    case .array(let elements):
      beginArray()
      for element in elements { value(element) }
      endArray()
    case .object(let members):
      beginObject()
      for (name, member) in members.sorted(by: { $0.key < $1.key }) {
        key(named: name)
        value(member)
      }
      endObject()
    }
  }
}
