import Glibc
import Testing

/// What docs/PROTOCOL.md shows is what happens.
@Suite struct TranscriptTests {
  private static let page = "\(#filePath)"
    .replacing("Tests/PidxTests/Daemon/TranscriptTests.swift", with: "docs/PROTOCOL.md")

  /// The lines of each block of the page.
  private func transcripts() throws -> [[Substring]] {
    let file = open(Self.page, O_RDONLY | O_CLOEXEC)
    try #require(file >= 0)
    defer { close(file) }
    let text = String(decoding: Descriptor.readAll(file), as: UTF8.self)
    return text.split(separator: "```transcript\n").dropFirst().map { block in
      block.prefix(upTo: block.firstRange(of: "```")?.lowerBound ?? block.endIndex)
        .split(separator: "\n")
    }
  }

  @Test func transcriptsHappen() throws {
    let daemon = try Daemon(try Library())
    let transcripts = try transcripts()
    #expect(transcripts.count >= 2)
    for transcript in transcripts {
      let client = try daemon.client()
      for (index, line) in transcript.enumerated() {
        let text = line.dropFirst(2)
        if line.hasPrefix("C ") {
          try client.send(String(text))
        } else if text == "…" {
          // Any number of lines up to the next.
          let next = transcript[index + 1].dropFirst(2)
          while let found = try client.line(), !fits(found, next) {}
          // What ended the search stood for the next line.
          continue
        } else if index > 0, transcript[index - 1] == "S …" {
          continue
        } else {
          let found = try #require(try client.line(), "\(text)")
          #expect(fits(found, text), "\(found)\nis not\n\(text)")
        }
      }
    }
  }

  /// Whether a line is what the page says, `…` standing for anything.
  private func fits(_ line: String, _ pattern: Substring) -> Bool {
    let pieces = pattern.split(separator: "…", omittingEmptySubsequences: false)
    guard let first = pieces.first, let last = pieces.last, line.hasPrefix(first) else {
      return false
    }
    if pieces.count == 1 { return line == pattern }
    var rest = line.dropFirst(first.count)
    for piece in pieces.dropFirst().dropLast() where !piece.isEmpty {
      guard let place = rest.firstRange(of: piece) else { return false }
      rest = rest[place.upperBound...]
    }
    return rest.hasSuffix(last)
  }
}
