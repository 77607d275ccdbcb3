import ArgumentParser
import SearchIndex

extension MatchMode: ExpressibleByArgument {}

/// The modes of `pidx query`.
enum QueryMode: String, CaseIterable, ExpressibleByArgument {
  case any
  case all
  case phrase

  /// The engine's word for it.
  var matchMode: MatchMode {
    switch self {
    case .any: .any
    case .all: .all
    case .phrase: .phrase
    }
  }
}
