import TextAnalysis

/// A query as it was understood: never an error, at worst words and a warning.
public struct ParsedQuery: Sendable, Equatable {
  /// Whether a clause is wanted, required or excluded.
  public enum Occur: Sendable, Equatable {
    /// Counts for the score; a section needs one such clause.
    case should
    /// A section must match it.
    case must
    /// A section must not match it.
    case mustNot
  }

  /// How the words of a clause are compared with those of a section.
  public enum Match: Sendable, Equatable {
    /// As they are.
    case exact
    /// A phrase with at most so many positions between its words.
    case near(Int)
    /// The last word is the beginning of a word.
    case prefix
    /// The same, and its last syllable may be half typed.
    case unfinished
    /// At most so many edits lie between the words.
    case fuzzy(Int)
  }

  /// Words or a phrase, anywhere or in one field.
  public struct Clause: Sendable, Equatable {
    /// Wanted, required or excluded.
    public var occur: Occur
    /// The field it is about; nil for the whole section.
    public var field: Field?
    /// Whether the words must stand next to each other in order.
    public var isPhrase: Bool
    /// The text as it was typed, without operators and quotes.
    public var text: String
    /// How the words are compared.
    public var match = Match.exact
  }

  /// What a Boolean group says.
  public indirect enum Expression: Sendable, Equatable {
    /// All of a word or a phrase stands in the section.
    case clause(Clause)
    /// The section's day is in the range.
    case date(DateRange)
    /// The file's path has the part.
    case path(PathPart)
    /// All of them hold.
    case all([Expression])
    /// One of them holds.
    case any([Expression])
    /// It does not hold.
    case not(Expression)
    /// Always holds; its words count for the score.
    case optional(Expression)
  }

  /// A Boolean expression that sections must match, or must not.
  public struct Group: Sendable, Equatable {
    /// What it says.
    public var expression: Expression
    /// Whether sections that match it are left out.
    public var isExcluded = false
    /// How many of `clauses` stand before it.
    public var place = 0
  }

  /// A range of days, both ends included, nil for open.
  public struct DateRange: Sendable, Equatable {
    /// First day, in days since 1970-01-01.
    public var first: Int32?
    /// Last day.
    public var last: Int32?
    /// Whether sections of these days are left out instead.
    public var isExcluded = false

    /// Whether a section's day is in the range; a section without date never is.
    func contains(_ day: Int32) -> Bool {
      day != SectionRow.noDate && day >= first ?? .min + 1 && day <= last ?? .max
    }
  }

  /// A part of a path.
  public struct PathPart: Sendable, Equatable {
    /// The part, case-folded.
    public var text: String
    /// Whether files with it are left out.
    public var isExcluded = false

    /// Whether a file's path below its root passes.
    func matches(_ path: String) -> Bool {
      let folded = TextNormalizer.normalized(Array(path.utf8).span)
      return holds(folded.span, Array(text.utf8).span) != isExcluded
    }

    private func holds(_ path: Span<UInt8>, _ part: Span<UInt8>) -> Bool {
      guard path.count >= part.count else { return false }
      for start in 0...path.count - part.count {
        var length = 0
        while length < part.count, path[start + length] == part[length] { length += 1 }
        if length == part.count { return true }
      }
      return false
    }
  }

  /// What to look for.
  public var clauses: [Clause] = []
  /// Boolean expressions that all must hold.
  public var groups: [Group] = []
  /// Days that all must hold.
  public var dates: [DateRange] = []
  /// Path parts that all must hold.
  public var paths: [PathPart] = []
  /// What was not understood, and how it was taken.
  public var warnings: [String] = []
}

extension ParsedQuery {
  /// Words that an English query has at least: of fewer, each names something.
  private static let wordsOfEnglish = 3

  /// Whether the query is some English words: three or more with a letter, none of another script,
  /// and no Boolean expression. O(query).
  var isEnglish: Bool {
    guard groups.isEmpty else { return false }
    var words = 0
    for clause in clauses {
      guard let more = Self.englishWords(clause.text) else { return false }
      words += more
    }
    return words >= Self.wordsOfEnglish
  }

  /// Words with a letter between white space; nil where a character is not of ASCII.
  private static func englishWords(_ text: String) -> Int? {
    var words = 0
    var hasLetter = false
    for byte in text.utf8 {
      if byte >= 0x80 { return nil }
      if byte == 0x20 || (0x09...0x0D).contains(byte) {
        hasLetter = false
      } else if !hasLetter, (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20) {
        hasLetter = true
        words += 1
      }
    }
    return words
  }
}
