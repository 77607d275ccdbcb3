import TextAnalysis

/// A file's text as UTF-8.
enum DecodedText {
  /// Part of the file as it is.
  case inPlace(Range<Int>)
  /// The file converted.
  case converted([UInt8])
}

/// Brings the bytes of a file into UTF-8.
enum TextDecoder {
  /// Decodes a whole file; linear.
  static func decode(
    _ file: Span<UInt8>, path: String, warnings: inout WarningLog
  ) throws(ReadError) -> (text: DecodedText, encoding: TextEncoding) {
    switch HeadSniffer.examine(file) {
    case .binary(let offset):
      throw ReadError(.binary, path: path, what: "looks binary (NUL byte at offset \(offset))")
    case .mark(.utf8, let length):
      let text = length..<file.count
      warn(UTF8Census(file, text).invalidBytes, into: &warnings)
      return (.inPlace(text), .utf8)
    case .mark(let encoding, let length):
      return try convert(file, length..<file.count, from: encoding, path, &warnings)
    case .utf16(let encoding):
      return try convert(file, 0..<file.count, from: encoding, path, &warnings)
    case .bytes:
      return try decodeBytes(file, path: path, warnings: &warnings)
    }
  }

  /// Warns of bytes that are not UTF-8 and were left in place.
  static func warn(_ invalidBytes: Int, into warnings: inout WarningLog) {
    guard invalidBytes > 0 else { return }
    let bytes = invalidBytes == 1 ? "1 invalid UTF-8 byte" : "\(invalidBytes) invalid UTF-8 bytes"
    warnings.add("\(bytes); the rest is indexed")
  }

  private static func decodeBytes(
    _ file: Span<UInt8>, path: String, warnings: inout WarningLog
  ) throws(ReadError) -> (text: DecodedText, encoding: TextEncoding) {
    let census = UTF8Census(file, 0..<file.count)
    guard let encoding = EncodingGuess.encoding(of: file, census: census) else {
      throw ReadError(
        .unknownEncoding, path: path, what: "cannot tell its encoding", remedy: "save it as UTF-8")
    }
    if encoding == .utf8 {
      warn(census.invalidBytes, into: &warnings)
      return (.inPlace(0..<file.count), .utf8)
    }
    return try convert(file, 0..<file.count, from: encoding, path, &warnings)
  }

  private static func convert(
    _ file: Span<UInt8>, _ range: Range<Int>, from encoding: TextEncoding, _ path: String,
    _ warnings: inout WarningLog
  ) throws(ReadError) -> (text: DecodedText, encoding: TextEncoding) {
    let input = file.extracting(range)
    guard let output = CharsetConverter.utf8(from: input, charset: encoding.name) else {
      throw ReadError(
        .unknownEncoding, path: path, what: "cannot convert it from \(encoding.name)",
        remedy: "save it as UTF-8")
    }
    if output.replacements > 0 {
      let noun = output.replacements == 1 ? "character" : "characters"
      let what = "\(output.replacements) \(noun) malformed in \(encoding.name)"
      warnings.add("\(what); the rest is indexed")
    }
    return (.converted(output.bytes), encoding)
  }
}
