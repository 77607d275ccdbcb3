import CICU

/// Converts text in a legacy charset, or UTF-16, to UTF-8.
public enum CharsetConverter {
  /// A text after conversion.
  public struct Output: Sendable {
    /// The text as UTF-8.
    public var bytes: [UInt8]
    /// The number of malformed sequences that became U+FFFD.
    public var replacements: Int
  }

  /// Converts a whole text.
  ///
  /// Linear; the output grows as needed, to at most three times the input.
  /// - Parameters:
  ///   - input: The text in its own charset, without a byte order mark.
  ///   - charset: The charset's name, as ICU knows it ("windows-949", "UTF-16LE").
  /// - Returns: The text as UTF-8, or nil when the charset is unknown.
  public static func utf8(from input: Span<UInt8>, charset: String) -> Output? {
    guard let decoder = cicu_decoder_open(charset) else { return nil }
    defer { cicu_decoder_close(decoder) }
    var output: [UInt8] = []
    output.reserveCapacity(input.count + input.count / 2)
    var scratch = [UInt8](repeating: 0, count: 64 << 10)
    let converted = input.withUnsafeBufferPointer { bytes in
      run(decoder, on: bytes, scratch: &scratch, into: &output)
    }
    guard converted else { return nil }
    return Output(bytes: output, replacements: Int(cicu_decoder_replacements(decoder)))
  }

  private static func run(
    _ decoder: OpaquePointer, on input: UnsafeBufferPointer<UInt8>, scratch: inout [UInt8],
    into output: inout [UInt8]
  ) -> Bool {
    var offset = 0
    var status: Int32 = 1
    let capacity = scratch.count
    while status == 1 {
      var consumed = 0
      let rest = input.count - offset
      let start = input.baseAddress.map { $0 + offset }
      let written = cicu_decoder_run(
        decoder, start, rest, &consumed, &scratch, capacity, 1, &status)
      output.append(contentsOf: scratch[..<written])
      offset += consumed
    }
    return status == 0
  }
}
