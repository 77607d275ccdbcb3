/// The words of each line of a file, and where the line is.
///
/// Words are separated by blanks and tabs; lines without a word are passed over, and so are a
/// byte order mark and carriage returns.
struct Lines: Sequence, IteratorProtocol {
  /// A line that is not empty.
  struct Line {
    /// Its words.
    let words: [ArraySlice<UInt8>]
    /// The file and the number of the line, for messages.
    let place: Place

    /// The word at `index`.
    func text(_ index: Int) -> String { String(decoding: words[index], as: UTF8.self) }
  }

  /// A line of a file.
  struct Place: CustomStringConvertible {
    let path: String
    let number: Int
    var description: String { "\(path):\(number)" }
  }

  private let path: String
  private let bytes: [UInt8]
  private var position = 0
  private var number = 0

  /// Reads the file at `path`.
  init(path: String) throws(EvalFailure) {
    self.init(bytes: try File.read(path), path: path)
  }

  /// Reads the bytes of a file.
  init(bytes: [UInt8], path: String) {
    self.bytes = bytes
    self.path = path
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
  }

  mutating func next() -> Line? {
    while position < bytes.count {
      let end = bytes[position...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
      let words = bytes[position..<end].split(whereSeparator: Self.isBlank)
      position = end + 1
      number += 1
      if !words.isEmpty { return Line(words: words, place: Place(path: path, number: number)) }
    }
    return nil
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") || byte == UInt8(ascii: "\r")
  }
}
