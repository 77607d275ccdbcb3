/// How the words of a query must match.
public enum MatchMode: String, Sendable, CaseIterable {
  /// One word suffices; more and rarer ones rank higher.
  case any
  /// Every word must be there.
  case all
  /// The words must stand next to each other in order.
  case phrase
  /// Each word is the beginning of a word.
  case prefix
  /// Each word is one within an edit of it.
  case fuzzy
}

/// What comes first among the hits.
public enum SortOrder: String, Sendable, CaseIterable {
  /// The better ones.
  case score
  /// The newer ones, then the better ones; sections without a date last.
  case date
  /// The older ones, then the better ones; sections without a date last.
  case dateAscending = "date-asc"
}

/// What a search should return.
public struct SearchOptions: Sendable {
  /// Hits at most.
  public var limit = 10
  /// Hits to leave out at the top.
  public var offset = 0
  /// How the words must match.
  public var mode = MatchMode.any
  /// What comes first. Sorted by date, scores are those of the first stage.
  public var sort = SortOrder.score
  /// Whether the last word is still being typed: it is the beginning of a word, and its last
  /// syllable perhaps that of another.
  public var prefixLast = false
  /// Whether sections with the same link are shown once, the best of them.
  public var groupsLinks = false
  /// Whether every hit carries the factors of its score.
  public var explain = false
  /// Whether to count the matches beyond the hits; costs a pass over the postings.
  public var countsTotal = true
  /// How many matches of required words are counted; beyond that those that cannot be among the
  /// hits are skipped, and the total is a lower bound.
  public var countLimit = 10_000
  /// Whether the hits may be presented; finding out what to highlight costs a little.
  public var presents = true
  /// When to give up; nil for never.
  public var deadline: SearchDeadline?
  /// The numbers of the ranking.
  public var parameters = RankingParameters()

  /// The defaults.
  public init() {}
}

/// A section that matches.
public struct Hit: Sendable {
  /// The score.
  public var score: Double
  /// The factors, if they were asked for.
  public var explanation: Explanation?
  /// Other sections with the same link, best first, if they are grouped.
  var others: [HitPlace] = []
  /// XXH3 of the section's link where it was asked for; 0 for no link.
  var linkHash: UInt64 = 0
  /// What the second stage multiplied the first stage's score by.
  var factors = 1.0
  /// Number of the segment in the snapshot.
  let segment: Int
  /// Number of the section in the segment.
  let section: UInt32
}

/// A section of a snapshot.
struct HitPlace: Sendable, Equatable {
  /// Number of the segment.
  var segment: Int
  /// Number in the segment.
  var section: UInt32
}

/// The factors of a score: one line a term that the section holds.
public struct Explanation: Sendable {
  /// What one term adds.
  public struct Line: Sendable {
    /// The term, readable.
    public var term: String
    /// What it adds.
    public var value: Double
    /// How that came about.
    public var detail: String
  }

  /// The lines; their values add up to the score exactly.
  public var lines: [Line]
}

/// The answer to a query.
public struct SearchResults: Sendable {
  /// The hits asked for, best first; equal scores in corpus order.
  public var hits: [Hit]
  /// Sections that match; at least so many, where not exact.
  public var total: Int
  /// Whether `total` was counted.
  public var totalIsExact: Bool
  /// Sections up to the last hit that are not shown, since they have the link of a better one.
  public var hidden = 0
  /// What to tell the user.
  public var warnings: [String]
  let shared: SharedQuery
  /// For highlights.
  var query: CompiledQuery { shared.query }
}

/// A query that was parsed and analyzed, ready to run any number of times.
public struct PreparedQuery: Sendable {
  let shared: SharedQuery
  var query: CompiledQuery { shared.query }
  let options: SearchOptions
}
