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

  /// Adds whole lines.
  mutating func add(_ lines: [UInt8]) { json.bytes += lines }

  /// Adds a line of text; see `JSONWriter.plainLine`.
  mutating func addLine(_ text: String) { json.plainLine(text) }

  /// Hands on what has gathered, if it is time to, or due for another reason.
  mutating func flushIfDue(isDue: Bool) {
    guard !json.bytes.isEmpty else { return }
    if !isDue, json.bytes.count < Self.highWater {
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
