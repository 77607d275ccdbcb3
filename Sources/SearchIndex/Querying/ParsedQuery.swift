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
      TextNormalizer.normalized(path).contains(text) != isExcluded
    }
  }

  /// What to look for.
  public var clauses: [Clause] = []
  /// Days that all must hold.
  public var dates: [DateRange] = []
  /// Path parts that all must hold.
  public var paths: [PathPart] = []
  /// What was not understood, and how it was taken.
  public var warnings: [String] = []
}
