import ArgumentParser

/// How hits are printed, if not for people.
enum HitFormat: String, EnumerableFlag {
  case json
  case vimgrep
  case trec

  static func help(for value: HitFormat) -> ArgumentHelp? {
    switch value {
    case .json: "One JSON object a line: hits, then an end."
    case .vimgrep: "path:line:col:text, a line a hit."
    case .trec: "TREC run: query, Q0, document, rank, score, tag."
    }
  }
}
