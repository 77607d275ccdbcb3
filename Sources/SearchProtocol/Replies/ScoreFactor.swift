/// One summand of a score.
public struct ScoreFactor: Sendable, Equatable {
  /// The term it comes from.
  public var term: String
  /// What it adds to the score.
  public var value: Double
  /// How it was computed, for people.
  public var detail: String

  /// Makes a factor from its parts.
  public init(term: String, value: Double, detail: String) {
    self.term = term
    self.value = value
    self.detail = detail
  }

  /// Writes it as an object.
  func encode(into writer: inout JSONWriter) {
    writer.beginObject()
    writer.member("term", term)
    writer.member("value", value)
    writer.member("detail", detail)
    writer.endObject()
  }
}
