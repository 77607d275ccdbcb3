/// How many sections match.
struct MatchCount: Equatable {
  /// As many at least.
  var atLeast = 0
  /// Whether there are no more.
  var isExact = true

  /// Adds what another segment has.
  static func + (a: MatchCount, b: MatchCount) -> MatchCount {
    MatchCount(atLeast: a.atLeast + b.atLeast, isExact: a.isExact && b.isExact)
  }

  /// Matches that nobody counted.
  static let unknown = MatchCount(atLeast: 0, isExact: false)
}
