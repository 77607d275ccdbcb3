/// The numbers of the ranking, one set for every corpus; docs/RANKING.md says what each gave.
public struct RankingParameters: Sendable, Equatable {
  /// BM25: how fast repetition saturates.
  public var k1: Double = 1.2
  /// Part of k1 by which it is larger for each word of the query beyond `k1Words`.
  public var k1Growth: Double = 0.05
  /// BM25: how much length counts.
  public var b: Double = 0.75
  /// Factor from each bigram of a word to the next: the beginning tells most.
  public var decay: Double = 0.7
  /// Factor of bigrams that reach into a particle or an ending.
  public var ending: Double = 0.2
  /// Weight of a word's marked first syllable.
  public var wordStart: Double = 0.5
  /// The same where the stem is a single syllable, which has nothing else.
  public var loneWordStart: Double = 1.0
  /// Weight of a Latin word or a number.
  public var latin: Double = 1.5
  /// Weight of a part of a compound.
  public var part: Double = 0.3
  /// Factor of words that only ask or connect.
  public var functionWord: Double = 0.2
  /// A bigram may begin a word inside an unspaced compound if it begins words in this share of
  /// its occurrences.
  public var boundaryShare: Double = 0.3
  /// And if the bigram across occurs at most this often, relative to the rarer of its neighbours.
  public var boundaryRatio: Double = 0.1
  /// Factor of the bigram across such a boundary.
  public var across: Double = 0.2
  /// Candidates that the second stage looks at; 0 turns it off.
  public var depth: Int = 30
  /// Second stage: gain of a section that holds every stem.
  public var stems: Double = 0.1
  /// Second stage: gain of a section in which all neighbouring words are neighbours.
  public var adjacency: Double = 0.3
  /// Positions that may lie between neighbours: room for a particle.
  public var adjacencyGap: Int = 3

  /// Words of a query up to which k1 is what its value says.
  static let k1Words = 8

  /// k1 for a query of so many words: a short one asks whether its words are there, a long one
  /// rather how often. It does not depend on them where they are not counted.
  func k1(words: Int?) -> Double {
    k1 * (1 + k1Growth * Double(max(0, (words ?? 0) - Self.k1Words)))
  }

  /// The defaults.
  public init() {}
}
