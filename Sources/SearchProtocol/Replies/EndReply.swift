/// The end of an answer: exactly one a request, after its hits.
///
///     {"t":"end","ok":true,"total":37,"ms":0.8,"gen":42,"warn":[]}
public struct EndReply: Sendable, Equatable {
  /// The id of the request, echoed.
  public var request: JSONValue?
  /// How many sections match, shown or not.
  public var total: Int
  /// Whether `total` is exact; otherwise at least so many match.
  public var isExact: Bool
  /// Sections up to the last hit that are not shown, since they have the link of a better one.
  public var hidden = 0
  /// How long the search took, in milliseconds.
  public var milliseconds: Double
  /// The generation that answered.
  public var generation: Int
  /// What the user should know about the answer.
  public var warnings: [String]

  /// Makes the end of a successful answer.
  public init(
    request: JSONValue? = nil, total: Int, isExact: Bool = true, milliseconds: Double,
    generation: Int, warnings: [String] = []
  ) {
    self.request = request
    self.total = total
    self.isExact = isExact
    self.milliseconds = milliseconds
    self.generation = generation
    self.warnings = warnings
  }

  /// Writes it as one line; milliseconds to three decimals.
  public func encode(into writer: inout JSONWriter) {
    writer.beginObject()
    writer.request(request)
    writer.member("t", "end")
    writer.member("ok", true)
    writer.member("total", total)
    if !isExact { writer.member("exact", false) }
    if hidden > 0 { writer.member("hidden", hidden) }
    writer.member("ms", (milliseconds * 1000).rounded() / 1000)
    writer.member("gen", generation)
    writer.member("warn", warnings)
    writer.endObject()
    writer.endLine()
  }
}
