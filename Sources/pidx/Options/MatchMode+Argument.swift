import ArgumentParser
import SearchIndex

extension MatchMode: ExpressibleByArgument {}
extension SortOrder: ExpressibleByArgument {}

/// The modes of `pidx query`.
enum QueryMode: String, CaseIterable, ExpressibleByArgument {
  case any
  case all
  case phrase
  case prefix
  case fuzzy

  /// The engine's word for it.
  var matchMode: MatchMode {
    switch self {
    case .any: .any
    case .all: .all
    case .phrase: .phrase
    case .prefix: .prefix
    case .fuzzy: .fuzzy
    }
  }
}
