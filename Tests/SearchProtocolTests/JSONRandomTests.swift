import SearchProtocol
import TestSupport
import Testing

@Suite struct JSONRandomTests {
  private func randomString(_ generator: inout SeededGenerator) -> String {
    var text = String.UnicodeScalarView()
    for _ in 0..<Int.random(in: 0..<12, using: &generator) {
      let range: ClosedRange<UInt32> =
        [0...0x7F, 0...0x1F, 0xAC00...0xD7A3, 0...0x10FFFF].randomElement(using: &generator)
        ?? 0...0x7F
      if let scalar = Unicode.Scalar(UInt32.random(in: range, using: &generator)) {
        text.append(scalar)
      }
    }
    return String(text)
  }

  private func randomValue(_ depth: Int, _ generator: inout SeededGenerator) -> JSONValue {
    switch Int.random(in: 0..<(depth > 0 ? 8 : 6), using: &generator) {
    case 0: return .null
    case 1: return .bool(Bool.random(using: &generator))
    case 2: return .integer(Int64.random(in: .min ... .max, using: &generator))
    case 3: return .number(randomNumber(&generator))
    case 4, 5: return .string(randomString(&generator))
    case 6:
      return .array(
        (0..<Int.random(in: 0..<5, using: &generator)).map { _ in
          randomValue(depth - 1, &generator)
        })
    default:
      var members: [String: JSONValue] = [:]
      for _ in 0..<Int.random(in: 0..<5, using: &generator) {
        members[randomString(&generator)] = randomValue(depth - 1, &generator)
      }
      return .object(members)
    }
  }

  /// A fraction of any magnitude; whole numbers would come back as integers.
  private func randomNumber(_ generator: inout SeededGenerator) -> Double {
    while true {
      let number = Double(bitPattern: generator.next())
      if number.isFinite && number != number.rounded() { return number }
    }
  }

  @Test func whatIsWrittenReadsBack() throws {
    var generator = SeededGenerator()
    let seed = generator.seed
    for _ in Rounds.of(2000) {
      let value = randomValue(4, &generator)
      let bytes = value.encoded
      #expect(!bytes.contains(UInt8(ascii: "\n")), "PIDX_SEED=\(seed)")
      let back = try JSONReader.read(bytes)
      #expect(back == value, "PIDX_SEED=\(seed)")
      #expect(back.encoded == bytes, "PIDX_SEED=\(seed)")
    }
  }

  @Test func damagedTextNeverTraps() {
    var generator = SeededGenerator()
    for _ in Rounds.of(5000) {
      var bytes = randomValue(3, &generator).encoded
      for _ in 0..<Int.random(in: 1..<4, using: &generator) where !bytes.isEmpty {
        let index = Int.random(in: 0..<bytes.count, using: &generator)
        switch Int.random(in: 0..<3, using: &generator) {
        case 0: bytes[index] = UInt8.random(in: 0...255, using: &generator)
        case 1: bytes.remove(at: index)
        default: bytes.removeSubrange(index...)
        }
      }
      do {
        _ = try JSONReader.read(bytes)
      } catch {
        #expect(
          error.offset >= 0 && error.offset <= bytes.count, "PIDX_SEED=\(generator.seed)")
      }
    }
  }
}
