/// Lists that a section may be in or not.
extension Conjunction {
  /// Marks the sections of the batch that are in a list, and keeps those that may score above `threshold`
  /// with what it gives, or without it.
  mutating func lookUp(_ number: Int, _ threshold: Float) {
    let adds = lists[number].adds
    let weight = lists[number].weight
    let blockCount = lists[number].cursor.blockCount
    if adds { batch.addBound(-1, weight, lists[number].frequency, model) }
    var kept = 0
    var place = 0
    var found = max(0, lists[number].cursor.block)
    while place < batch.count {
      found = lists[number].cursor.findBlock(batch.sections[place], from: found)
      if found >= blockCount {
        kept = passOver(place..<batch.count, kept: kept)
        break
      }
      let end = batch.end(ofRun: place, through: lists[number].cursor.end(ofBlock: found))
      let run = tighten(place..<end, number, found, threshold)
      place = end
      if run.isEmpty { continue }
      let start = kept
      kept = passOver(run, kept: kept)
      lists[number].cursor.move(toBlock: found)
      intersection.find(start..<kept, of: batch, lists[number].cursor)
      mark(start..<kept, number)
      if lists[number].cursor.isDamaged { return stop() }
    }
    batch.count = kept
    if !adds || kept == 0 { return }
    batch.addScoresOfFound(weight, model)
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
