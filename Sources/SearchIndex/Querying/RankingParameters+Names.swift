extension RankingParameters {
  /// Every parameter by the name that flags and files use, in the order of their docs.
  private static let reals:
    [(name: String, path: WritableKeyPath<RankingParameters, Double> & Sendable)] = [
      ("k1", \.k1), ("b", \.b), ("decay", \.decay), ("ending", \.ending),
      ("word-start", \.wordStart), ("lone-word-start", \.loneWordStart), ("latin", \.latin),
      ("part", \.part), ("function-word", \.functionWord), ("boundary-share", \.boundaryShare),
      ("boundary-ratio", \.boundaryRatio), ("across", \.across), ("stems", \.stems),
      ("adjacency", \.adjacency),
    ]
  private static let counts:
    [(name: String, path: WritableKeyPath<RankingParameters, Int> & Sendable)] = [
      ("depth", \.depth), ("adjacency-gap", \.adjacencyGap),
    ]

  /// Names that `set` takes.
  public static var names: [String] { reals.map(\.name) + counts.map(\.name) }

  /// Sets the parameter `name`.
  ///
  /// - Returns: Whether there is such a parameter and `value` is a number it can have: finite and
  ///   not negative, a whole one for `depth` and `adjacency-gap`.
  public mutating func set(_ name: String, to value: String) -> Bool {
    if let real = Self.reals.first(where: { $0.name == name }) {
      guard let number = Double(value), number.isFinite, number >= 0 else { return false }
      self[keyPath: real.path] = number
      return true
    }
    if let count = Self.counts.first(where: { $0.name == name }) {
      guard let number = Int(value), number >= 0 else { return false }
      self[keyPath: count.path] = number
      return true
    }
    return false
  }
}
