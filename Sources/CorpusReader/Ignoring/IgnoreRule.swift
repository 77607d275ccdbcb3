/// One line of an ignore file, with the meaning `gitignore(5)` gives it.
///
/// Patterns are bytes, as in git: `?` is one byte, and a composed name differs from a decomposed
/// one.
struct IgnoreRule: Sendable {
  /// `!`: what matches is not ignored after all.
  let isNegated: Bool
  /// A trailing slash: only folders match.
  let isFolderOnly: Bool
  /// A slash at the front or in the middle: the whole path below the ignore file's folder has to
  /// match, not only its last component.
  let isAnchored: Bool
  private let segments: [GlobSegment]

  /// Compiles a line without its line end; nil for a blank line, a comment, or a pattern that
  /// can match nothing.
  init?(line: ArraySlice<UInt8>) {
    var rest = Self.withoutTrailingSpaces(line)
    guard rest.first != UInt8(ascii: "#") else { return nil }
    isNegated = rest.first == UInt8(ascii: "!")
    if isNegated { rest = rest.dropFirst() }
    isFolderOnly = rest.last == UInt8(ascii: "/")
    if isFolderOnly { rest = rest.dropLast() }
    isAnchored = rest.contains(UInt8(ascii: "/"))
    if rest.first == UInt8(ascii: "/") { rest = rest.dropFirst() }
    guard !rest.isEmpty, let segments = Self.segments(rest, isAnchored: isAnchored) else {
      return nil
    }
    self.segments = segments
  }

  /// Whether the rule speaks of the entry at `path`, relative to the ignore file's folder.
  func matches(_ path: ArraySlice<UInt8>, isFolder: Bool) -> Bool {
    if isFolderOnly, !isFolder { return false }
    if isAnchored { return matchesPath(path) }
    return segments[0].matches(path.suffix(while: { $0 != UInt8(ascii: "/") }))
  }

  private static func segments(
    _ pattern: ArraySlice<UInt8>, isAnchored: Bool
  ) -> [GlobSegment]? {
    guard let parts = components(of: pattern) else { return nil }
    var segments: [GlobSegment] = []
    for part in parts {
      // Three stars and more are as good as two.
      if isAnchored, part.count >= 2, part.allSatisfy({ $0 == UInt8(ascii: "*") }) {
        if segments.last != .anyDepth { segments.append(.anyDepth) }
      } else {
        guard let segment = GlobSegment(part) else { return nil }
        segments.append(segment)
      }
    }
    // "a/**" is everything inside a, but not a itself.
    if segments.last == .anyDepth { segments.append(.glob([.anyRun])) }
    return segments
  }

  /// Splits a pattern at its slashes, escaped ones too, but not at those in brackets; nil when a
  /// bracket is not closed.
  private static func components(of pattern: ArraySlice<UInt8>) -> [ArraySlice<UInt8>]? {
    var parts: [ArraySlice<UInt8>] = []
    var start = pattern.startIndex
    var index = start
    while index < pattern.endIndex {
      switch pattern[index] {
      case UInt8(ascii: "["):
        guard let (_, length) = BracketExpression.parse(pattern[index...]) else { return nil }
        index += length
      case UInt8(ascii: "\\") where pattern[index...].dropFirst().first != UInt8(ascii: "/"):
        index = min(index + 2, pattern.endIndex)
      case UInt8(ascii: "\\"), UInt8(ascii: "/"):
        parts.append(pattern[start..<index])
        index += pattern[index] == UInt8(ascii: "/") ? 1 : 2
        start = index
      default: index += 1
      }
    }
    return parts + [pattern[start...]]
  }

  /// Trailing spaces do not count unless they are escaped.
  private static func withoutTrailingSpaces(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var end = line.startIndex
    var index = line.startIndex
    while index < line.endIndex {
      if line[index] == UInt8(ascii: "\\") {
        index = min(index + 2, line.endIndex)
        end = index
      } else {
        index += 1
        if line[index - 1] != 0x20 { end = index }
      }
    }
    return line[..<end]
  }

  /// Matches component by component; `**` is to components what `*` is to bytes.
  private func matchesPath(_ path: ArraySlice<UInt8>) -> Bool {
    let names = path.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    var segment = 0
    var index = 0
    var retry: (segment: Int, index: Int)?
    while index < names.count {
      if segment < segments.count, segments[segment] == .anyDepth {
        segment += 1
        retry = (segment, index)
      } else if segment < segments.count, segments[segment].matches(names[index]) {
        segment += 1
        index += 1
      } else if let last = retry {
        segment = last.segment
        index = last.index + 1
        retry = (segment, index)
      } else {
        return false
      }
    }
    return segments[segment...].allSatisfy { $0 == .anyDepth }
  }
}
