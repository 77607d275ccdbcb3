import Configuration
import SearchIndex

/// The usual forms of `pidx query`, read without the library for arguments: it finds out the types
/// of all options while it runs, which takes longer than the query.
extension QueryArguments {
  /// Reads words and the options that are often given, each by its name with its value as the next
  /// argument; nil for all else, right or wrong: that is for `QueryCommand` to read.
  ///
  /// What is read here is what it would read, which a test with random arguments makes sure of.
  ///
  /// - Parameter arguments: Those of the process, without its name.
  init?(plain arguments: [String]) {
    guard arguments.first == "query" else { return nil }
    self.init()
    var rest = arguments.dropFirst()
    while let word = rest.popFirst() {
      if word == "--" {
        query += rest
        break
      } else if !Self.beginsWithDash(word) {
        query.append(word)
      } else if !setFlag(word) {
        guard let value = rest.popFirst(), set(word, to: value) else { return nil }
      }
    }
    guard (try? validate()) != nil else { return nil }
  }

  private static func beginsWithDash(_ word: String) -> Bool {
    word.utf8.first == UInt8(ascii: "-")
  }

  /// Sets what an option without a value stands for; false where it is none of these.
  private mutating func setFlag(_ name: String) -> Bool {
    switch name {
    case "--json": return set(.json)
    case "--vimgrep": return set(.vimgrep)
    case "--trec": return set(.trec)
    case "--explain": explain = true
    case "--prefix-last": prefixLast = true
    case "--group": group = true
    case "--no-group": group = false
    case "--daemon": asksDaemon = true
    default: return false
    }
    return true
  }

  /// Sets the format; false where there is one already.
  private mutating func set(_ format: HitFormat) -> Bool {
    guard self.format == nil else { return false }
    self.format = format
    return true
  }

  /// Sets an option to its value; false where it is none of these, or cannot have the value.
  private mutating func set(_ name: String, to value: String) -> Bool {
    guard !value.isEmpty, !Self.beginsWithDash(value) else { return false }
    switch name {
    case "--index": index.named = value
    case "--config": index.config = value
    case "--limit": return Self.set(&limit, Int(value))
    case "--offset": return Self.set(&offset, Int(value))
    case "--mode": return Self.set(&mode, MatchMode(rawValue: value))
    case "--sort": return Self.set(&sort, SortOrder(rawValue: value))
    case "--color": return Self.set(&color, ColorChoice(rawValue: value))
    default: return false
    }
    return true
  }

  /// Puts a value in its place; false where there is none.
  private static func set<Value>(_ place: inout Value, _ value: Value?) -> Bool {
    guard let value else { return false }
    place = value
    return true
  }

  private static func set<Value>(_ place: inout Value?, _ value: Value?) -> Bool {
    guard value != nil else { return false }
    place = value
    return true
  }
}
