import NIOCore
import SearchProtocol

/// Gathers the lines of an answer, and hands them on when they are many or have waited long.
struct AnswerWriter {
  /// Bytes that are handed on at once.
  private static let highWater = 16 << 10
  /// Nanoseconds after which a line waits no longer for others.
  private static let patience: UInt64 = 5_000_000

  private var json = JSONWriter()
  private let emit: (ByteBuffer) -> Void
  private var since = monotonicNanoseconds()

  init(emit: @escaping (ByteBuffer) -> Void) { self.emit = emit }

  /// Adds an object with its line break.
  mutating func add(_ encode: (inout JSONWriter) -> Void) { encode(&json) }

  /// Adds a line of text, made harmless for a terminal; one that begins with a dot gets another.
  mutating func addLine(_ text: String) {
    if text.utf8.first == UInt8(ascii: ".") { json.bytes.append(UInt8(ascii: ".")) }
    PlainText.appendOneLine(text, to: &json.bytes)
    json.endLine()
  }

  /// Hands on what has gathered, if it is time to.
  mutating func flushIfDue() {
    guard !json.bytes.isEmpty else { return }
    if json.bytes.count < Self.highWater {
      guard monotonicNanoseconds() &- since > Self.patience else { return }
    }
    emit(take())
    since = monotonicNanoseconds()
  }

  /// What has gathered.
  mutating func take() -> ByteBuffer {
    defer { json.removeAll() }
    return ByteBuffer(bytes: json.bytes)
  }
}
