import TextAnalysis

@testable import SearchIndex

extension Oracle {
  /// A phrase as a row of units: each a syllable or another word.
  struct Phrase {
    let units: [(bytes: [UInt8], isHangul: Bool)]
    let field: Field?
  }

  /// The phrase of a text, or nil for one without words.
  func phrase(_ text: String, in field: Field?) -> Phrase? {
    let buffer = tokens(Array(text.utf8))
    var units: [Int: (bytes: [UInt8], isHangul: Bool)] = [:]
    for token in buffer.tokens {
      let bytes = Array(buffer.term(token))
      let place = Int(token.position)
      switch token.kind {
      case .part: continue
      case .wordStart: units[place] = (Array(bytes[1...]), true)
      case .hangulSyllable: units[place] = (bytes, true)
      case .hangulBigram:
        units[place] = (Array(bytes[..<3]), true)
        units[place + 1] = (Array(bytes[3...]), true)
      default: units[place] = (bytes, false)
      }
    }
    guard !units.isEmpty else { return nil }
    return Phrase(units: units.sorted { $0.key < $1.key }.map(\.value), field: field)
  }

  /// Whether a section holds a phrase: every unit is covered at its place.
  func matches(_ phrase: Phrase, _ entry: Entry) -> Bool {
    if phrase.units.count == 1, phrase.units[0].isHangul {
      // A syllable alone asks for the words that begin with it.
      return !places(of: [0x01] + phrase.units[0].bytes, phrase, entry).isEmpty
    }
    let starts = phrase.units.indices.flatMap { index in
      covers(phrase, index).flatMap { cover in
        places(of: cover.term, phrase, entry).map { $0 - cover.offset }
      }
    }
    return Set(starts).contains { start in
      start >= 0
        && phrase.units.indices.allSatisfy { index in
          covers(phrase, index).contains { cover in
            places(of: cover.term, phrase, entry).contains(start + cover.offset)
          }
        }
    }
  }

  /// The terms that cover a unit, and where each stands from the phrase's first unit on.
  private func covers(_ phrase: Phrase, _ index: Int) -> [(term: [UInt8], offset: Int)] {
    let unit = phrase.units[index]
    guard unit.isHangul else { return [(unit.bytes, index)] }
    var result = [(term: unit.bytes, offset: index)]
    if index + 1 < phrase.units.count, phrase.units[index + 1].isHangul {
      result.append((unit.bytes + phrase.units[index + 1].bytes, index))
    }
    if index > 0, phrase.units[index - 1].isHangul {
      result.append((phrase.units[index - 1].bytes + unit.bytes, index - 1))
    }
    if index == phrase.units.count - 1 { result.append(([0x01] + unit.bytes, index)) }
    return result
  }

  private func places(of term: [UInt8], _ phrase: Phrase, _ entry: Entry) -> Set<Int> {
    let marked = (phrase.field.map { [$0.rawValue] } ?? []) + term
    return number(marked).flatMap { entry.places[$0] } ?? []
  }
}
