import ArgumentParser
import Configuration
import SearchIndex

/// What `pidx query` is asked to do, however its arguments were read.
struct QueryArguments: Equatable {
  var index = IndexChoice()
  /// How many hits to print; nil for what the settings say.
  var limit: Int?
  /// How many hits to pass over.
  var offset = 0
  /// How hits are printed, if not for people.
  var format: HitFormat?
  var explain = false
  var color: ColorChoice?
  var mode: MatchMode?
  var sort: SortOrder?
  var prefixLast = false
  /// Whether sections with the same link are one hit; nil for what the settings say.
  var group: Bool?
  /// Numbers of the ranking, `name=value` each.
  var rank: [String] = []
  /// The file of queries.
  var batch: String?
  /// Name of the run.
  var tag = QueryArguments.standardTag
  /// Whether the server of the index searches.
  var asksDaemon = false
  /// Path of the server's socket, if not the standard one.
  var socket: String?
  /// The words of the query.
  var query: [String] = []

  /// The name of a run that was given none.
  static let standardTag = "pidx"
}

extension QueryArguments {
  /// Whether the options go together.
  ///
  /// - Throws: `ValidationError` about those that do not.
  func validate() throws {
    if let limit, limit < 0 { throw ValidationError("--limit cannot be negative.") }
    if offset < 0 { throw ValidationError("--offset cannot be negative.") }
    if tag.isEmpty { throw ValidationError("--tag cannot be empty.") }
    if explain && (format == .trec || format == .vimgrep) {
      throw ValidationError("--explain goes with the plain output or with --json.")
    }
    if asksDaemon && format == .trec {
      throw ValidationError("--daemon goes with the plain output, --json or --vimgrep.")
    }
    if socket != nil && !asksDaemon {
      throw ValidationError("--socket goes with --daemon.")
    }
    if batch == nil {
      if query.isEmpty {
        throw ValidationError("Give a query, behind -- if it begins with a dash.")
      }
    } else if !query.isEmpty {
      throw ValidationError("Give a query or --batch, not both.")
    } else if format != .trec {
      throw ValidationError("--batch prints a TREC run: add --trec.")
    }
  }
}
