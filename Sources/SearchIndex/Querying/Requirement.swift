/// What a section must be like: patterns and filters, joined.
indirect enum Requirement: Sendable, Equatable {
  /// The phrase stands in it.
  case phrase(PhrasePattern)
  /// The phrases stand in it in order, with at most so many positions between them in total.
  case near([PhrasePattern], Int)
  /// A word of the query's slot of that number stands in it.
  case slot(Int)
  /// Its day is in the range.
  case date(ParsedQuery.DateRange)
  /// Its file's path has the part.
  case path(ParsedQuery.PathPart)
  case all([Requirement])
  case any([Requirement])
  case not(Requirement)
}
