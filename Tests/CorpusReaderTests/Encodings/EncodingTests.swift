import TestSupport
import Testing

@testable import CorpusReader

@Suite struct EncodingTests {
  /// "# 안녕하세요\n한글 문서입니다.\n" in CP949, by hand.
  private static let korean: [UInt8] = [
    0x23, 0x20, 0xBE, 0xC8, 0xB3, 0xE7, 0xC7, 0xCF, 0xBC, 0xBC, 0xBF, 0xE4, 0x0A, 0xC7, 0xD1, 0xB1,
    0xDB, 0x20, 0xB9, 0xAE, 0xBC, 0xAD, 0xC0, 0xD4, 0xB4, 0xCF, 0xB4, 0xD9, 0x2E, 0x0A,
  ]

  private func utf16(_ text: String, littleEndian: Bool) -> [UInt8] {
    text.utf16.flatMap { unit -> [UInt8] in
      let pair = [UInt8(unit & 0xFF), UInt8(unit >> 8)]
      return littleEndian ? pair : pair.reversed()
    }
  }

  @Test func readsCP949() throws {
    let result = try read(Self.korean, as: "a.md")
    #expect(result.summary.encoding == "windows-949" && result.summary.warnings.isEmpty)
    #expect(result.sections.map(\.section.title) == ["안녕하세요"])
    #expect(result.sections.map(\.text) == ["한글 문서입니다."])
    #expect(result.sections[0].section.bodyStart == "# 안녕하세요\n".utf8.count)
    #expect(result.summary.contentHash == contentHash(Self.korean))
    checkRanges(result, in: Array("# 안녕하세요\n한글 문서입니다.\n".utf8))
  }

  @Test func readsSyllablesOnlyCP949Has() throws {
    // 똠 (8C 63) and 펲 (BD A2 is 펲's neighbour; C6 52 is the last extension, 힣).
    let bytes =
      Self.korean + [0x8C, 0x63, 0xB9, 0xE6, 0xB0, 0xA2, 0xC7, 0xCF, 0x20, 0xC6, 0x52, 0x0A]
    let result = try read(bytes, as: "a.txt")
    #expect(result.summary.encoding == "windows-949")
    #expect(result.sections.first?.text.hasSuffix("똠방각하 힣") == true)
  }

  @Test func readsKoreanCommentsInASCII() throws {
    let code = Array(String(repeating: "let value = compute(argument)\n", count: 400).utf8)
    let result = try read(code + Self.korean + code, as: "a.txt")
    #expect(result.summary.encoding == "windows-949")
  }

  @Test(arguments: [true, false])
  func readsUTF16(littleEndian: Bool) throws {
    let text = "# 제목\r\n\r\n본문 text 😀\r\n## 둘\r\nx"
    let mark: [UInt8] = littleEndian ? [0xFF, 0xFE] : [0xFE, 0xFF]
    for prefix in [mark, []] {
      let result = try read(prefix + utf16(text, littleEndian: littleEndian), as: "a.md")
      #expect(result.summary.encoding == (littleEndian ? "UTF-16LE" : "UTF-16BE"))
      #expect(result.sections.map(\.section.title) == ["제목", "둘"])
      #expect(result.sections.map(\.section.firstLine) == [1, 4])
      checkRanges(result, in: Array(text.utf8))
    }
  }

  @Test func stripsTheUTF8Mark() throws {
    let result = try read("\u{FEFF}# A\nx", as: "a.md")
    #expect(result.sections.map(\.section.title) == ["A"])
    checkRanges(result, in: Array("# A\nx".utf8))
  }

  @Test func aFewBadBytesStay() throws {
    let bytes = Array("# 가나다\n라마바".utf8) + [0xFF, 0x80] + Array("사아자차카타\n".utf8)
    let result = try read(bytes, as: "a.md")
    #expect(result.summary.encoding == "UTF-8")
    #expect(result.summary.warnings == ["2 invalid UTF-8 bytes; the rest is indexed"])
    checkRanges(result, in: bytes)
    let ascii = Array(String(repeating: "plain text. ", count: 40).utf8) + [0x80]
    #expect(try read(ascii, as: "a.txt").sections.count == 1)
    let short = try read(Array("hello ".utf8) + [0xFF] + Array(" world\n".utf8), as: "b.md")
    #expect(short.summary.encoding == "UTF-8" && short.sections.count == 1)
    #expect(short.summary.warnings == ["1 invalid UTF-8 byte; the rest is indexed"])
  }

  @Test func readsOtherCharsets() throws {
    let french = "Un café très agréable où l'été français a été passé à lire près de la forêt. "
    let latin = String(repeating: french, count: 4).unicodeScalars.map { UInt8($0.value) }
    let result = try read(latin, as: "a.txt")
    #expect(result.sections.first?.text.hasPrefix("Un café très agréable où l'été") == true)
    // 日本語の文章を読みます。これはテストです。 in Shift_JIS.
    let japanese: [UInt8] = [
      0x93, 0xFA, 0x96, 0x7B, 0x8C, 0xEA, 0x82, 0xCC, 0x95, 0xB6, 0x8F, 0xCD, 0x82, 0xF0, 0x93,
      0xC7,
      0x82, 0xDD, 0x82, 0xDC, 0x82, 0xB7, 0x81, 0x42, 0x82, 0xB1, 0x82, 0xEA, 0x82, 0xCD, 0x83,
      0x65,
      0x83, 0x58, 0x83, 0x67, 0x82, 0xC5, 0x82, 0xB7, 0x81, 0x42,
    ]
    let sjis = try read(japanese, as: "b.txt")
    #expect(sjis.sections.first?.text == "日本語の文章を読みます。これはテストです。")
  }

  @Test func refusesBinaries() throws {
    let png: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 0x0D, 0x49]
    for name in ["a", "a.md", "a.jsonl"] {
      let error = #expect(throws: ReadError.self) { try read(png, as: name) }
      #expect(error?.kind == .binary && error?.what.contains("offset 8") == true)
    }
    let late = [UInt8](repeating: 0x61, count: 9_000) + [0]
    #expect(try read(late, as: "a.txt").sections.count == 1)
  }

  @Test func refusesWhatCannotBeTold() throws {
    let bytes = (0..<4_000).map { (number: Int) -> UInt8 in UInt8(0x80 + number * 7 % 0x20) }
    #expect(throws: ReadError.self) { try read(bytes, as: "a.txt") }
  }

  @Test(
    arguments: [
      ([0x41], 0, 0), ([0xC3, 0xA9], 1, 0), ([0xC0, 0x80], 0, 2), ([0xE0, 0x80, 0x80], 0, 3),
      ([0xED, 0xA0, 0x80], 0, 3), ([0xF0, 0x9F, 0x98, 0x80], 1, 0),
      ([0xF4, 0x90, 0x80, 0x80], 0, 4),
      ([0xF0, 0x80, 0x80, 0x80], 0, 4), ([0xEA, 0xB0], 0, 2), ([0x80], 0, 1), ([0xF5], 0, 1),
      ([0xEA, 0xB0, 0x80, 0xEA], 1, 1), ([0xED, 0x9F, 0xBF], 1, 0), ([0xDF], 0, 1),
    ] as [([UInt8], Int, Int)])
  func countsSequences(bytes: [UInt8], sequences: Int, invalid: Int) {
    let census = UTF8Census(bytes.span, 0..<bytes.count)
    #expect(census.sequences == sequences && census.invalidBytes == invalid)
  }

  @Test func theCensusAgreesWithTheStandardLibrary() {
    var random = SeededGenerator()
    let palette: [UInt8] = [0x41, 0x7F, 0x80, 0xBF, 0xC2, 0xE0, 0xEA, 0xED, 0xF0, 0xF4, 0x9F, 0xA0]
    for _ in Rounds.of(20_000) {
      let count = Int.random(in: 0..<24, using: &random)
      let bytes = (0..<count).map { _ in palette.randomElement(using: &random) ?? 0 }
      let isValid = String(validating: bytes, as: UTF8.self) != nil
      let census = UTF8Census(bytes.span, 0..<count)
      #expect((census.invalidBytes == 0) == isValid, "PIDX_SEED=\(random.seed) \(bytes)")
    }
  }

  /// Long texts are taken in stretches, short ones sequence by sequence.
  @Test func theCensusOfALongTextIsThatOfItsPieces() {
    var random = SeededGenerator()
    let pieces = ["가", "힣", "한국어 ", "a", "é", "😀", "\u{800}", "\u{FFFF}", "plain text ", "\n"]
      .map { Array($0.utf8) }
    let faults: [[UInt8]] = [
      [0x80], [0xC0, 0xAF], [0xE0, 0x9F, 0xBF], [0xED, 0xA0, 0x80], [0xEA, 0xB0], [0xF0, 0x9F],
      [0xF4, 0x90, 0x80, 0x80], [0xF5], [0xFF], [0xC3], [0xE1], [0xF0, 0x8F, 0xBF, 0xBF], [0xC1],
    ]
    for round in Rounds.of(2_000) {
      var bytes: [UInt8] = []
      var expected = UTF8Census()
      let size = random.below(1_000)
      while bytes.count < size {
        let isFault = round % 3 > 0 && random.once(in: round % 3 == 1 ? 300 : 8)
        let piece =
          (isFault ? faults.randomElement(using: &random) : pieces.randomElement(using: &random))
          ?? []
        // A piece of text begins with no continuation, so that what stands before it ends there.
        let ended = isFault ? piece + [0x2E] : piece
        let census = UTF8Census(ended.span, 0..<ended.count)
        expected.sequences += census.sequences
        expected.invalidBytes += census.invalidBytes
        bytes += ended
      }
      let from = random.below(4)
      let padded = [UInt8](repeating: 0xEA, count: from) + bytes
      #expect(
        UTF8Census(padded.span, from..<padded.count) == expected,
        "PIDX_SEED=\(random.seed) \(bytes)")
    }
  }
}
