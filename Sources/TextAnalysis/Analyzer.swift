/// Text in, tokens out: which terms stand where.
///
/// The rules, in their order:
/// 1. Text is cut at ASCII white space into chunks; nothing crosses one.
/// 2. A chunk is folded by NFKC_Casefold and cut at the word boundaries of UAX #29, then wherever
///    the script changes: LLM은 is `llm` and 은. (`Segmentation/`)
/// 3. A Hangul run becomes its overlapping bigrams and a word start. (`Tokens/`)
/// 4. A word is stemmed if it is English; a compound also gives its parts. (`Words/`)
/// 5. Han, Kana, Thai and the like are what ICU's dictionaries cut; a pictograph is a term.
///
/// Nothing is dropped but punctuation and symbols. One analyzer serves one thread at a time.
public final class Analyzer {
  /// Changes whenever any text gives other terms or positions than before.
  public static let version: UInt32 = 1

  /// The running ICU's version, "72.1", found without opening its data.
  public static var icuVersion: String { ICUWords.version }

  /// How this analyzer cuts.
  public let kind: AnalyzerKind
  private var cutter = ChunkCutter()

  /// Creates an analyzer. Cheap: ICU and the stemmer are opened when text first needs them.
  public init(_ kind: AnalyzerKind) {
    self.kind = kind
  }

  /// Sends every chunk to ICU, so that tests can compare the fast path with it.
  var alwaysUsesICU: Bool {
    get { cutter.alwaysUsesICU }
    set { cutter.alwaysUsesICU = newValue }
  }

  /// Appends the tokens of a text, from `buffer.nextPosition` on, which moves past them.
  ///
  /// O(n) for n bytes; no error is possible. What is not UTF-8 separates words.
  ///
  /// - Parameters:
  ///   - text: UTF-8, less than 4 GiB; token ranges are byte offsets into it.
  ///   - buffer: Receives the tokens. Its term bytes must stay below 4 GiB as well.
  public func analyze(_ text: Span<UInt8>, into buffer: inout TokenBuffer) {
    precondition(text.count <= Int(UInt32.max), "a text of 4 GiB or more cannot be analyzed whole")
    switch kind {
    case .standard: cutter.cut(text, into: &buffer)
    case .whitespace: WhitespaceWords.cut(text, into: &buffer)
    }
  }

  /// Appends the tokens of a text that may matter to a few terms, likewise.
  ///
  /// Chunks that hold none of the sieve's terms are left out. Tokens of neighbouring chunks stand at
  /// neighbouring positions as ever; where something is left out between two, there is a gap.
  ///
  /// - Parameters:
  ///   - text: As above.
  ///   - sieve: Made from the terms that are looked for.
  ///   - buffer: Receives every token that is one of them, and others.
  public func analyze(_ text: Span<UInt8>, _ sieve: TermSieve, into buffer: inout TokenBuffer) {
    precondition(text.count <= Int(UInt32.max), "a text of 4 GiB or more cannot be analyzed whole")
    switch kind {
    case .standard: cutter.cut(text, sieve, into: &buffer)
    case .whitespace: WhitespaceWords.cut(text, into: &buffer)
    }
  }
}

@available(*, unavailable)
extension Analyzer: Sendable {}
