import TestSupport
import Testing

@testable import Configuration

/// Whatever a file holds: settings, or complaints about lines that it has.
@Suite struct RandomTextTests {
  private static let seed = """
    index: "here" # 가나다
    ranking: {k1: 0.9, b: .5}
    weights:
      title: 5
    query: &q
      limit: 20
      mode: all
    build: {threads: 1, stored-text: no}
    """
  private static let pieces = [
    "query", "ranking", "limit", "k1", ":", ": ", "\n", "  ", "- ", "[", "]", "{", "}", ",", "\"",
    "'", "#", "&a", "*a", "!!int", "|", ">", "%", "@", "~", "1", "-1", "1e309", "true", "가", "\t",
    "---", "...", "\u{0}", "\u{FEFF}", "\u{85}", "? ", "index",
  ]

  @Test func mutationsNeverCrash() {
    var random = SeededGenerator()
    for _ in Rounds.of(2000) {
      var bytes = Array(Self.seed.utf8)
      for _ in 0...random.below(4) { mutate(&bytes, &random) }
      check(bytes)
    }
  }

  @Test func inventionsNeverCrash() {
    var random = SeededGenerator()
    for _ in Rounds.of(2000) {
      let words = (0..<random.below(30)).map { _ in Self.pieces[random.below(Self.pieces.count)] }
      check(Array(words.joined().utf8))
      check(random.bytes(random.below(60)))
    }
  }

  private func mutate(_ bytes: inout [UInt8], _ random: inout SeededGenerator) {
    let place = random.below(bytes.count + 1)
    switch random.below(4) {
    case 0: bytes.insert(UInt8(truncatingIfNeeded: random.next()), at: place)
    case 1: bytes.removeSubrange(place..<min(bytes.count, place + random.below(6)))
    case 2: bytes.insert(contentsOf: Self.pieces[random.below(Self.pieces.count)].utf8, at: place)
    default:
      let other = random.below(bytes.count + 1)
      bytes += bytes[min(place, other)..<max(place, other)]
    }
  }

  private func check(_ bytes: [UInt8]) {
    let lines = bytes.count { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") } + 1
    // U+0085, U+2028 and U+2029 end lines as well.
    let others = bytes.count { $0 == 0x85 || $0 == 0xA8 || $0 == 0xA9 }
    do throws(ConfigurationError) {
      let settings = try SettingsReader.read(bytes.span, path: "f", over: Settings(), home: nil)
      #expect(settings.origins.values.allSatisfy { (1...lines + others).contains($0.line) })
    } catch {
      #expect(!error.problems.isEmpty)
      for problem in error.problems {
        let place = problem.place
        #expect((1...lines + others + 1).contains(place?.line ?? 0), "\(problem) in \(bytes)")
        #expect((1...bytes.count + 1).contains(place?.column ?? 0), "\(problem) in \(bytes)")
      }
    }
  }
}
