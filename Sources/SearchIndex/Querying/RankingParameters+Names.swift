extension RankingParameters {
  /// Every parameter by the name that flags and files use, in the order of their docs.
  private static let reals:
    [(name: String, path: WritableKeyPath<RankingParameters, Double> & Sendable)] = [
      ("k1", \.k1), ("k1-growth", \.k1Growth), ("b", \.b), ("decay", \.decay), ("ending", \.ending),
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

  /// The largest value of a parameter. Beyond 1, b would take more than all of k1 away, and a
  /// short section's score would lose its bound; the others are kept where sums stay finite.
  private static func largest(_ name: String) -> Int { name == "b" ? 1 : 1_000_000 }

  /// What values the parameter `name` takes, in words.
  public static func values(of name: String) -> String {
    let kind = counts.contains { $0.name == name } ? "a whole number" : "a number"
    return "\(kind) from 0 to \(largest(name))"
  }

  /// The value of the parameter `name`, as `set` takes it; nil if there is none.
  public func text(of name: String) -> String? {
    if let real = Self.reals.first(where: { $0.name == name }) {
      return "\(self[keyPath: real.path])"
    }
    return Self.counts.first { $0.name == name }.map { "\(self[keyPath: $0.path])" }
  }

  /// Every value by name.
  public var values: [String: Double] {
    var result: [String: Double] = [:]
    for real in Self.reals { result[real.name] = self[keyPath: real.path] }
    for count in Self.counts { result[count.name] = Double(self[keyPath: count.path]) }
    return result
  }

  /// Sets the parameter `name`.
  ///
  /// - Returns: Whether there is such a parameter and `value` is a number it can have: not
  ///   negative, at most a million (1 for `b`), a whole one for `depth` and `adjacency-gap`.
  public mutating func set(_ name: String, to value: String) -> Bool {
    let largest = Self.largest(name)
    if let real = Self.reals.first(where: { $0.name == name }) {
      guard let number = Double(value), (0...Double(largest)).contains(number) else { return false }
      self[keyPath: real.path] = number
      return true
    }
    if let count = Self.counts.first(where: { $0.name == name }) {
      guard let number = Int(value), (0...largest).contains(number) else { return false }
      self[keyPath: count.path] = number
      return true
    }
    return false
  }
}
