/// Lists that a section may be in or not.
extension Conjunction {
  /// Marks the sections of the batch that are in a list, and keeps those that may score above `threshold`
  /// with what it gives, or without it.
  mutating func lookUp(_ number: Int, _ threshold: Float) {
    takeBound(number)
    let walked = forEachRun(number, threshold) { run, kept in
      let all = passOver(run, kept: kept)
      intersection.find(kept..<all, of: batch, lists[number].cursor)
      mark(kept..<all, number)
      return all
    }
    guard let (kept, behind) = walked else { return stop() }
    batch.count = passOver(behind, kept: kept)
    if !lists[number].adds || batch.count == 0 { return }
    batch.addScoresOfFound(lists[number].weight, model)
    batch.keep(above: threshold)
  }

  /// Moves sections that are not known to be in the list to `kept` and on; returns the end of those moved.
  private func passOver(_ run: Range<Int>, kept: Int) -> Int {
    var end = kept
    for place in run {
      batch.copy(place, to: end)
      batch.frequencies[end] = CandidateBatch.missing
      end &+= 1
    }
    return end
  }

  /// Marks the sections that have a place in the block, and puts their frequencies there.
  private func mark(_ places: Range<Int>, _ number: Int) {
    lists[number].cursor.decodeFrequencies()
    let frequencies = lists[number].cursor.frequencies
    let bit = lists[number].mark
    for place in places where batch.frequencies[place] != CandidateBatch.missing {
      batch.frequencies[place] = frequencies[Int(batch.frequencies[place])]
      batch.marks[place] |= bit
    }
  }
}
