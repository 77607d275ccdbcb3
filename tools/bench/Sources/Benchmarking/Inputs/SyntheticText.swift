/// Text by the word, the same for the same seed: few words, so that every one of them is in every
/// text of some length, the first of them more often.
public struct SyntheticText {
  /// The languages and scripts of a text.
  public enum Kind: String, CaseIterable, Sendable {
    /// Korean words with particles.
    case korean
    /// English words.
    case english
    /// Korean among English, as digests of papers have it.
    case mixed
    /// Accents, pictographs, full-width letters: what goes to ICU.
    case world
    /// Han, Kana and Thai, which ICU cuts by its dictionaries, and for which it allocates.
    case dictionary
  }

  private var state: UInt64

  /// A text that depends on nothing but the seed.
  public init(seed: UInt64) { state = seed }

  /// SplitMix64.
  private mutating func below(_ bound: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return Int(truncatingIfNeeded: (mixed ^ (mixed >> 31)) >> 33) % bound
  }

  /// One of the words, the first ones more often.
  private mutating func pick(_ words: [String]) -> String {
    words[min(below(words.count), below(words.count))]
  }

  /// A word, with its particle if it has one.
  public mutating func word(_ kind: Kind) -> String {
    switch kind {
    case .korean: pick(Self.korean) + (below(2) == 0 ? pick(Self.particles) : "")
    case .english: pick(Self.english)
    case .world: pick(Self.world)
    case .dictionary: pick(Self.dictionary)
    case .mixed:
      below(3) > 0 ? word(.korean) : word(.english) + (below(2) == 0 ? pick(Self.particles) : "")
    }
  }

  /// So many words with blanks, and now and then a stop, between.
  public mutating func text(_ kind: Kind, words: Int) -> String {
    var text = ""
    for _ in 0..<words {
      text += word(kind)
      text += below(12) == 0 ? ". " : " "
    }
    return text
  }
}

extension SyntheticText {
  static let particles = ["을", "는", "이", "의", "에서", "으로", "까지"]
  static let english = [
    "model", "LLM", "training", "diffusion", "learning", "network", "models", "attention",
    "DeepCache",
    "GPT-4V", "transformer", "distillation", "rendering", "images", "3DGS", "retrieval",
    "generation",
    "benchmarks", "reasoning", "quantization", "66.5", "agents", "tokens", "embedding",
    "snake_case",
  ]
  static let world = ["naïve", "🙂", "ＡＢ１", "résumé", "Zürich", "ﬁnal", "модель", "Ελλάδα", "①"]
  static let dictionary = ["深度学習", "データ", "東京都", "言語模型", "ไทย"]
  /// Words of two syllables, each two of a list with another one: bigrams meet in several words.
  static let korean: [String] = {
    let heads = ["학", "확", "증", "데이", "가우", "모", "문", "추", "생", "검", "언", "신"]
    let tails = ["습", "산", "류", "터", "시안", "델", "장", "론", "성", "색", "어", "경망"]
    return heads.indices.flatMap { row in
      tails.indices.map { heads[($0 + row) % heads.count] + tails[$0] }
    }
  }()
}
