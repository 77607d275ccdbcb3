import IndexBytes

/// Makes one segment of all that a build has written out for want of memory.
extension IndexWriter {
  /// Merges `runs` into one, no more at a time than the memory allows; nil where there is none.
  ///
  /// Neighbours are merged with neighbours, so that the pieces of a file that was cut stay in
  /// order. O(bytes), as often as there have to be passes: one for up to `MergePolicy.inputs`
  /// runs, two up to the square of that.
  func mergeRuns(
    _ runs: [SegmentFileInfo], roots: [String]
  ) throws(IndexError) -> SegmentFileInfo? {
    let most = MergePolicy.inputs(memoryBytes: memoryBytes)
    var runs = runs
    var place = 0
    while runs.count > 1 {
      let group = MergePolicy.group(runs.count, most: most)
      if place + group > runs.count { place = 0 }
      let members = place..<place + group
      let isLast = group == runs.count
      runs.replaceSubrange(members, with: [try mergeRuns(runs[members], roots, isRun: !isLast)])
      place += 1
    }
    return runs.first
  }

  private func mergeRuns(
    _ runs: ArraySlice<SegmentFileInfo>, _ roots: [String], isRun: Bool
  ) throws(IndexError) -> SegmentFileInfo {
    var inputs: [MergeInput] = []
    for run in runs {
      let segment = try Segment(fileSystem, path: run.path)
      inputs.append(MergeInput(segment, entry: nil, roots: roots))
    }
    let merged = try merge(inputs, isRun: isRun)
    for run in runs { try fileSystem.remove(run.path) }
    return merged
  }
}
