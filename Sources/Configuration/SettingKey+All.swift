import SearchIndex
import TextAnalysis

extension SettingKey {
  /// Every key, in the order of docs/CONFIG.md.
  static let all: [SettingKey] = [index] + ranking + weights + query + build

  /// The folder of the index; the reader has made it independent of the current folder.
  private static let index = SettingKey(
    name: "index", takes: "the name of a folder",
    set: { settings, text in
      settings.index = text
      return true
    }, text: { $0.index })

  private static let ranking = RankingParameters.names.map { name in
    SettingKey(
      name: "ranking.\(name)", takes: RankingParameters.values(of: name),
      set: { $0.ranking.set(name, to: $1) },
      text: { $0.ranking.text(of: name) ?? "" })
  }

  private static let weights = Field.allCases.map { field in
    SettingKey(
      name: "weights.\(field.name)", takes: "a whole number from 0 to 16",
      set: { settings, text in
        var weights = FieldWeights()
        guard weights.set(field.name, to: text) else { return false }
        settings.weights[field] = weights[field]
        return true
      }, text: { "\($0.weights[field] ?? FieldWeights()[field])" })
  }

  private static let query: [SettingKey] = [
    .count("query.limit", \.limit, 0...Int.max),
    .choice("query.mode", \.mode),
    .choice("query.sort", \.sort),
    .choice("query.color", \.color),
    .flag("query.group", set: { $0.groupsLinks = $1 }, text: { $0.groupsLinks }),
  ]

  private static let build: [SettingKey] = [
    .count("build.memory", \.memoryMegabytes, Settings.memoryRange),
    .count("build.threads", \.threads, Settings.threadRange),
    SettingKey(
      name: "build.analyzer", takes: oneOf(AnalyzerKind.allCases.map(\.name)),
      set: { settings, text in
        guard let kind = AnalyzerKind(name: text) else { return false }
        settings.analyzer = kind
        return true
      }, text: { ($0.analyzer ?? IndexSettings().analyzer).name }),
    .flag(
      "build.stored-text", set: { $0.storesText = $1 },
      text: { $0.storesText ?? IndexSettings().storesText }),
  ]
}

extension Settings {
  /// Megabytes that a build may be given.
  public static let memoryRange = 16...1 << 20
  /// Threads that a build may be given.
  public static let threadRange = 0...1024
}
