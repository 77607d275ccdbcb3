import IndexBytes

/// Merges segments into one, without the files that are dead, in corpus order.
///
/// Each input's sections keep their order, so every postings list of the result is a merge of
/// ascending lists: no sorting, no memory beyond one list. Stored blocks whose sections all live
/// are copied as they are.
struct SegmentMerger: ~Copyable {
  let inputs: [MergeInput]
  var sink: SegmentSink
  var stored = StoredTextWriter()
  /// Where the stored record of each section of the result is.
  var places: [StoredPlace] = []
  private var lengths: [UInt32] = []
  private var files: [FileRecord] = []
  /// Places of the dead sections at which a word begins, by input: what the bigrams' counts of
  /// word starts lose.
  private var deadStarts: [Set<UInt64>]

  /// - Parameters:
  ///   - fileSystem: Where files are made.
  ///   - path: Path of the unfinished file.
  ///   - inputs: The segments.
  ///   - rules: Which beginnings of terms the result knows the best sections of.
  ///   - isRun: Whether it will be merged again before it is searched.
  /// - Throws: `IndexError` where the file cannot be made.
  init(
    _ fileSystem: any FileSystem, path: String, inputs: [MergeInput], _ rules: BeginningRules,
    isRun: Bool = false
  ) throws(IndexError) {
    self.inputs = inputs
    deadStarts = inputs.map { _ in [] }
    sink = try SegmentSink(fileSystem, path: path, rules)
    if isRun { sink.skipBeginnings() }
  }

  /// Writes the merged segment.
  mutating func merge() throws(IndexError) -> SegmentFileInfo {
    var order = try liveFiles()
    let maps = try mergeFiles(&order)
    try mergeStored(maps)
    try sink.writeSections(
      try mergeRows(order), lengths: lengths, files: files, storedTable: stored.table)
    places = []
    stored = StoredTextWriter()
    try mergeTerms(maps)
    return try sink.finish()
  }

  // MARK: Files and sections

  /// Numbers all live sections in corpus order.
  ///
  /// - Returns: For each input, the new number of each of its sections; `MergeInput.dead` for
  ///   the dead ones.
  private mutating func mergeFiles(_ order: inout [MergeFile]) throws(IndexError) -> [[UInt32]] {
    var maps = inputs.map {
      [UInt32](repeating: MergeInput.dead, count: $0.segment.summary.sections)
    }
    for place in order.indices {
      continueOrBegin(order[place])
      order[place].newNumber = UInt32(files.count - 1)
      let item = order[place]
      let segment = inputs[item.input].segment
      try segment.requireLengths(item.sections)
      for section in item.sections {
        maps[item.input][section] = UInt32(lengths.count)
        lengths.append(segment.lengthTable.length(segment.file.view, section))
      }
      files[files.count - 1].sections = lengths.count - files[files.count - 1].firstSection
    }
    return maps
  }

  /// The rows of all live sections, once it is known where their stored records are.
  private func mergeRows(_ order: [MergeFile]) throws(IndexError) -> SectionTableWriter {
    var table = SectionTableWriter()
    for item in order {
      let segment = inputs[item.input].segment
      for section in item.sections {
        var row = try segment.row(section)
        row.file = item.newNumber
        row.block = places[table.count].block
        row.blockOffset = places[table.count].offset
        table.append(row, id: try segment.id(section))
      }
    }
    return table
  }

  private func liveFiles() throws(IndexError) -> [MergeFile] {
    var result: [MergeFile] = []
    for (number, input) in inputs.enumerated() {
      for file in 0..<input.segment.summary.files where !input.isDead(file) {
        var record = try input.segment.fileRecord(file)
        if let modified = input.touched[file] { record.modified = modified }
        guard record.root < input.roots.count else {
          throw input.segment.file.corrupt(
            at: nil, expected: "a root below \(input.roots.count)", found: "\(record.root)")
        }
        let ordinal =
          record.sections > 0 ? try input.segment.row(record.firstSection).ordinal : .max
        result.append(
          MergeFile(
            input: number, record: record, ordinal: ordinal, fullPath: input.roots[record.root]))
      }
    }
    result.sort { $0.precedes($1) }
    return result
  }

  /// A file that was cut in the middle, for memory's sake, becomes one again.
  private mutating func continueOrBegin(_ item: MergeFile) {
    if let last = files.last, last.root == item.record.root,
      CorpusOrder.areSame(last.path, item.record.path)
    {
      files[files.count - 1].hashLow = item.record.hashLow
      files[files.count - 1].hashHigh = item.record.hashHigh
      files[files.count - 1].encoding = item.record.encoding
      files[files.count - 1].size = item.record.size
      files[files.count - 1].skipped = item.record.skipped
      return
    }
    var record = item.record
    record.firstSection = lengths.count
    files.append(record)
  }

  // MARK: Terms

  private mutating func mergeTerms(_ maps: [[UInt32]]) throws(IndexError) {
    var iterators = inputs.map { TermIterator($0.segment.dictionary) }
    var alive: [Bool] = []
    for index in iterators.indices { alive.append(try iterators[index].next()) }
    var readers = inputs.map { PostingsReader($0.segment) }
    var behind = inputs.map { ReadBehind($0.segment.file, from: 0, inputs: inputs.count) }
    while let least = leastTerm(iterators, alive) {
      let term = iterators[least].term
      var wordStarts = 0
      var lists: [Int] = []
      for index in iterators.indices where alive[index] && iterators[index].term == term {
        behind[index].advance(to: iterators[index].info.offset)
        try readers[index].open(iterators[index].info)
        wordStarts += iterators[index].info.wordStarts
        lists.append(index)
      }
      let isWordStart = term.first == TermMark.wordStart
      let merged = try mergeLists(
        lists, &readers, maps, isWordStart: isWordStart, wordStarts: &wordStarts)
      if merged { try sink.endTerm(term[...], wordStarts: wordStarts) }
      for index in lists { alive[index] = try iterators[index].next() }
    }
  }

  private func leastTerm(_ iterators: [TermIterator], _ alive: [Bool]) -> Int? {
    var least: Int?
    for index in iterators.indices where alive[index] {
      guard let best = least else {
        least = index
        continue
      }
      if iterators[index].term.lexicographicallyPrecedes(iterators[best].term) { least = index }
    }
    return least
  }

  /// Merges the open lists; false where all their sections are dead.
  private mutating func mergeLists(
    _ lists: [Int], _ readers: inout [PostingsReader], _ maps: [[UInt32]], isWordStart: Bool,
    wordStarts: inout Int
  ) throws(IndexError) -> Bool {
    var heads = [UInt32](repeating: MergeInput.dead, count: lists.count)
    var any = false
    for (slot, index) in lists.enumerated() {
      heads[slot] = try nextLive(index, &readers[index], maps[index], isWordStart, &wordStarts)
    }
    while true {
      var best = 0
      for slot in heads.indices where heads[slot] < heads[best] { best = slot }
      guard heads[best] != MergeInput.dead else { return any }
      any = true
      let index = lists[best]
      sink.beginSection(heads[best])
      for occurrence in 0..<readers[index].frequency {
        sink.addOccurrence(readers[index].position(occurrence))
      }
      heads[best] = try nextLive(index, &readers[index], maps[index], isWordStart, &wordStarts)
    }
  }

  /// The new number of the list's next live section.
  private mutating func nextLive(
    _ input: Int, _ reader: inout PostingsReader, _ map: [UInt32], _ isWordStart: Bool,
    _ wordStarts: inout Int
  ) throws(IndexError) -> UInt32 {
    while try reader.next() {
      let target = map[Int(reader.section)]
      if target != MergeInput.dead { return target }
      bury(input, reader, isWordStart, &wordStarts)
    }
    return MergeInput.dead
  }

  /// Takes a dead section's occurrences out of the count of word starts. Word-start terms come
  /// before every bigram, so their places are known by then.
  private mutating func bury(
    _ input: Int, _ reader: PostingsReader, _ isWordStart: Bool, _ wordStarts: inout Int
  ) {
    guard isWordStart || wordStarts > 0 else { return }
    for occurrence in 0..<reader.frequency {
      let place = UInt64(reader.section) << 32 | UInt64(reader.position(occurrence))
      if isWordStart {
        deadStarts[input].insert(place)
      } else if deadStarts[input].contains(place) {
        wordStarts -= 1
      }
    }
  }
}

/// A segment to merge, and what of it is dead.
struct MergeInput {
  /// The new number of a dead section.
  static let dead = UInt32.max

  let segment: Segment
  let deadFiles: Set<Int>
  let touched: [Int: Int64]
  /// Absolute roots by number.
  let roots: [String]

  init(_ segment: Segment, entry: Manifest.SegmentEntry?, roots: [String]) {
    self.segment = segment
    deadFiles = Set(entry?.deadFiles ?? [])
    touched = Dictionary(
      (entry?.touched ?? []).map { ($0.file, $0.modified) }, uniquingKeysWith: { $1 })
    self.roots = roots
  }

  func isDead(_ file: Int) -> Bool { deadFiles.contains(file) }
}

/// A live file of an input, on its way to its place in corpus order.
struct MergeFile {
  let input: Int
  let record: FileRecord
  /// Ordinal of its first section here, for a file that was cut; a piece without sections is the last.
  let ordinal: UInt32
  /// Where it is, for the order.
  let fullPath: String
  /// Number of the file in the result.
  var newNumber: UInt32 = 0

  /// Its sections in the input.
  var sections: Range<Int> { record.firstSection..<record.firstSection + record.sections }

  init(input: Int, record: FileRecord, ordinal: UInt32, fullPath root: String) {
    self.input = input
    self.record = record
    self.ordinal = ordinal
    fullPath = CorpusOrder.join(root, record.path)
  }

  func precedes(_ other: MergeFile) -> Bool {
    if CorpusOrder.areSame(fullPath, other.fullPath) { return ordinal < other.ordinal }
    return CorpusOrder.precedes(fullPath, other.fullPath)
  }
}
