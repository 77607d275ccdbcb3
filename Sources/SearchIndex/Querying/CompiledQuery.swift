/// A query ready to run on any segment: terms with weights, and patterns that must or must not
/// match.
struct CompiledQuery: Sendable {
  /// Terms that score, each once, with its weight before idf.
  var terms: [WeightedTerm] = []
  /// Words that stand for many; each scores as if they all were one term.
  var slots: [Slot] = []
  var required: [Requirement] = []
  var prohibited: [Requirement] = []
  var dates: [ParsedQuery.DateRange] = []
  var paths: [ParsedQuery.PathPart] = []
  var warnings: [String] = []
  /// Words and phrases to highlight.
  var highlights: [PhrasePattern] = []
  /// Stems in the order of the query, for the second stage.
  var stems: [Stem] = []
  /// The same in one row.
  var stemRow = StemRow()
  /// Words that score, on which k1 depends: stems, and words that stand for many; nil for text that
  /// comes cut into tokens, which is ranked by plain BM25.
  var wordCount: Int?

  /// What should stand in one piece.
  struct Stem: Sendable {
    var pattern: PhrasePattern
    /// Numbers of the scoring terms that are in it; it counts for as much as they do.
    var terms: [Int] = []
  }

  struct WeightedTerm: Sendable, Equatable {
    var term: [UInt8]
    var weight: Float
    /// Whether it only adds to the score of sections that hold another term of the query: a word
    /// start or a particle alone is no match.
    var isHint = false
  }

  /// A word that stands for all words that begin with it, are like it or hold it.
  struct Slot: Sendable {
    var expansion: Expansion
    /// Its weight before idf; 0 for one that only has to match.
    var weight: Float
    /// As it was typed.
    var label: String
    /// What it stands for in an index; filled in before a search.
    var patterns: [PhrasePattern] = []
    /// The lists it stands for, by segment, where single terms are all it stands for.
    var lists: [[TermInfo]]?
    /// What is known of it, by segment, where that may do in place of the lists; these are empty there.
    var known: [KnownBeginning?] = []
    /// These terms, where finding the lists has told them.
    var terms: [[UInt8]]?
  }

  /// Whether anything adds to a score.
  var hasScores: Bool { !terms.isEmpty || slots.contains { $0.weight > 0 } }

  /// Whether a word that stands for many is all there is.
  var isLoneSlot: Bool {
    slots.count == 1 && slots[0].weight > 0 && terms.isEmpty && required.isEmpty && !hasFilters
  }

  /// Whether anything is asked of a section: without that none is found.
  var asksAnything: Bool { hasScores || !required.isEmpty || hasFilters }

  /// Whether sections are left out by something other than terms.
  var hasFilters: Bool { !dates.isEmpty || !paths.isEmpty || !prohibited.isEmpty }
}
