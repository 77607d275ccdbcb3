/// Writes JSON into a byte buffer, one call a token; commas are put in by themselves.
///
///     var writer = JSONWriter()
///     writer.beginObject()
///     writer.member("n", 1)
///     writer.endObject()      // {"n":1}
///
/// The caller sees to it that objects hold keys and that what is begun is ended. A line break
/// never appears in the output, so that an object is always one line.
public struct JSONWriter: Sendable {
  /// What has been written.
  public var bytes: [UInt8]
  /// Whether a comma is due before the next key or element.
  private var needsComma = false

  /// Starts on an empty buffer, or behind what is already in `bytes`.
  public init(_ bytes: [UInt8] = []) {
    self.bytes = bytes
  }

  /// Forgets what was written; keeps the memory.
  public mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    needsComma = false
  }

  /// Opens an object.
  public mutating func beginObject() { open(UInt8(ascii: "{")) }
  /// Closes an object.
  public mutating func endObject() { close(UInt8(ascii: "}")) }
  /// Opens an array.
  public mutating func beginArray() { open(UInt8(ascii: "[")) }
  /// Closes an array.
  public mutating func endArray() { close(UInt8(ascii: "]")) }

  /// Ends the line between two objects.
  public mutating func endLine() {
    bytes.append(UInt8(ascii: "\n"))
    needsComma = false
  }

  /// Writes the key of a member; its value must follow. The name is copied as it is: it must need no
  /// escape.
  public mutating func key(_ name: StaticString) {
    let isNext = needsComma
    name.withUTF8Buffer { name in
      assert(name.allSatisfy(Self.isPlain), "the key needs an escape")
      bytes.append(addingCapacity: name.count + 4) { output in
        if isNext { output.append(UInt8(ascii: ",")) }
        output.append(UInt8(ascii: "\""))
        for byte in name { output.append(byte) }
        output.append(UInt8(ascii: "\""))
        output.append(UInt8(ascii: ":"))
      }
    }
    needsComma = false
  }

  /// Writes a key that is known only when the program runs; its value must follow.
  public mutating func key(named name: String) {
    separate()
    quote(name.utf8)
    bytes.append(UInt8(ascii: ":"))
    needsComma = false
  }

  /// Writes a string.
  public mutating func value(_ text: String) {
    separate()
    quote(text.utf8)
    needsComma = true
  }

  /// Writes a string given as bytes; what is not UTF-8 in them becomes U+FFFD.
  public mutating func value(utf8 text: some Collection<UInt8>) {
    value(String(decoding: text, as: UTF8.self))
  }

  /// Writes an integer.
  public mutating func value(_ number: some BinaryInteger) {
    guard let number = Int(exactly: number) else { return literal("\(number)") }
    separate()
    if number < 0 { bytes.append(UInt8(ascii: "-")) }
    digits(number.magnitude)
    needsComma = true
  }

  /// Writes the shortest decimal that reads back as the same number; null if it is not finite.
  public mutating func value(_ number: Double) {
    guard number.isFinite else { return null() }
    separate()
    let start = bytes.count
    bytes += number.description.utf8
    if bytes.count - start > 2, bytes.suffix(2).elementsEqual(".0".utf8) { bytes.removeLast(2) }
    needsComma = true
  }

  /// Writes true or false.
  public mutating func value(_ flag: Bool) { literal(flag ? "true" : "false") }

  /// Writes null.
  public mutating func null() { literal("null") }
}

extension JSONWriter {
  private mutating func open(_ bracket: UInt8) {
    separate()
    bytes.append(bracket)
    needsComma = false
  }

  private mutating func close(_ bracket: UInt8) {
    bytes.append(bracket)
    needsComma = true
  }

  private mutating func separate() {
    if needsComma { bytes.append(UInt8(ascii: ",")) }
  }

  private mutating func literal(_ text: String) {
    separate()
    bytes += text.utf8
    needsComma = true
  }

  /// Appends the digits of a number.
  private mutating func digits(_ number: UInt) {
    var power: UInt = 1
    while number / power >= 10 { power *= 10 }
    while power > 0 {
      bytes.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: number / power % 10))
      power /= 10
    }
  }

  private mutating func quote(_ text: String.UTF8View) {
    let span = text.span
    var place = Self.endOfPlain(span, from: 0)
    bytes.append(addingCapacity: span.count + 3) { output in
      output.append(UInt8(ascii: "\""))
      output.append(copying: span, 0..<place)
    }
    while place < span.count {
      let next = Self.endOfPlain(span, from: place + 1)
      bytes.append(addingCapacity: Self.longestEscape + next - place) { output in
        Self.escape(span[place], into: &output)
        output.append(copying: span, place + 1..<next)
      }
      place = next
    }
    bytes.append(UInt8(ascii: "\""))
  }

  /// Where the bytes from `start` on end that stand for themselves. O(bytes), eight a step.
  private static func endOfPlain(_ text: Span<UInt8>, from start: Int) -> Int {
    var at = start
    while at + 8 <= text.count {
      let eight = text.bytes.unsafeLoadUnaligned(fromByteOffset: at, as: UInt64.self)
      if mayNeedEscape(eight) { break }
      at += 8
    }
    while at < text.count, isPlain(text[at]) { at += 1 }
    return at
  }

  /// Whether one of eight bytes does not stand for itself. The subtractions borrow from the highest bit
  /// of the first byte that is too small, or zero as the one looked for then is; else from none.
  @inline(__always)
  private static func mayNeedEscape(_ eight: UInt64) -> Bool {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let quote = eight ^ (ones &* UInt64(UInt8(ascii: "\"")))
    let backslash = eight ^ (ones &* UInt64(UInt8(ascii: "\\")))
    let controls = (eight &- (ones &* 0x20)) & ~eight
    let marks = ((quote &- ones) & ~quote) | ((backslash &- ones) & ~backslash)
    return (controls | marks) & 0x8080_8080_8080_8080 != 0
  }

  /// Whether a byte stands for itself in a string.
  @inline(__always)
  private static func isPlain(_ byte: UInt8) -> Bool {
    byte >= 0x20 && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
  }

  /// Bytes of `\u001f`.
  private static let longestEscape = 6

  private static func escape(_ byte: UInt8, into output: inout OutputSpan<UInt8>) {
    output.append(UInt8(ascii: "\\"))
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"): output.append(byte)
    case 0x08: output.append(UInt8(ascii: "b"))
    case 0x09: output.append(UInt8(ascii: "t"))
    case 0x0A: output.append(UInt8(ascii: "n"))
    case 0x0C: output.append(UInt8(ascii: "f"))
    case 0x0D: output.append(UInt8(ascii: "r"))
    default:
      output.append(UInt8(ascii: "u"))
      output.append(UInt8(ascii: "0"))
      output.append(UInt8(ascii: "0"))
      output.append(hexDigit(byte >> 4))
      output.append(hexDigit(byte & 15))
    }
  }

  private static func hexDigit(_ value: UInt8) -> UInt8 {
    value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
  }
}

extension OutputSpan<UInt8> {
  /// Appends some bytes of a text, for which there must be room.
  fileprivate mutating func append(copying text: Span<UInt8>, _ range: Range<Int>) {
    precondition(range.count <= freeCapacity)
    text.extracting(range).withUnsafeBytes { source in
      withUnsafeMutableBufferPointer { target, count in
        UnsafeMutableRawBufferPointer(target)[count...].copyBytes(from: source)
        count += source.count
      }
    }
  }
}
