import IndexBytes

/// Checks every invariant of a segment; stops at the first that does not hold.
///
/// Checksums first, so that whatever is found later is a fault of the writer, not of the disk.
final class SegmentVerifier {
  private let segment: Segment
  private var lengths: [UInt32] = []
  private var counted: [UInt32] = []
  /// Invariants that were checked.
  private(set) var checks = 0

  init(_ segment: Segment) { self.segment = segment }

  /// Checks everything. O(segment).
  func verify() throws(IndexError) {
    try segment.file.verify()
    lengths = try segment.allLengths()
    counted = [UInt32](repeating: 0, count: lengths.count)
    try verifyFiles()
    try verifySections()
    try verifyTerms()
    try verifyLengths()
    try verifyBeginnings()
  }

  /// Checks everything, and that this is the file that the manifest names.
  func verify(_ entry: Manifest.SegmentEntry) throws(IndexError) {
    try check(
      segment.file.view.count == entry.bytes && segment.file.checksum == entry.checksum,
      "the \(entry.bytes) bytes that the manifest knows",
      found: "another file of \(segment.file.view.count) bytes")
    try verify()
    try LiveSegment(segment, entry).verifyCounts()
  }

  private func check(
    _ holds: Bool, at offset: Int? = nil, _ expected: @autoclosure () -> String,
    found: @autoclosure () -> String
  ) throws(IndexError) {
    checks += 1
    if !holds { throw segment.file.corrupt(at: offset, expected: expected(), found: found()) }
  }

  private func verifyFiles() throws(IndexError) {
    var next = 0
    for number in 0..<segment.summary.files {
      let file = try segment.fileRecord(number)
      try check(
        file.firstSection == next, "file \(number) to begin at section \(next)",
        found: "\(file.firstSection)")
      next += file.sections
    }
    try check(
      next == segment.summary.sections, "\(segment.summary.sections) sections in all files",
      found: "\(next)")
  }

  private func verifySections() throws(IndexError) {
    var block = -1
    var raw: [UInt8] = []
    for section in 0..<segment.summary.sections {
      let row = try segment.row(section)
      let file = try segment.fileRecord(Int(row.file))
      let inFile = file.firstSection..<file.firstSection + file.sections
      try check(
        inFile.contains(section), "section \(section) in \(inFile) of its file",
        found: "another file")
      if Int(row.block) != block {
        block = Int(row.block)
        raw = try segment.rawBlock(block)
      }
      _ = try segment.id(section)
      let fits = raw.withByteView { view -> Bool in
        guard let slice = view.slice(Int(row.blockOffset), view.count - Int(row.blockOffset)) else {
          return false
        }
        var reader = ByteReader(slice)
        _ = StoredRecord(&reader)
        return !reader.failed
      }
      try check(fits, "a stored record of section \(section)", found: "other bytes")
    }
  }

  private func verifyTerms() throws(IndexError) {
    var iterator = TermIterator(segment.dictionary)
    var reader = PostingsReader(segment)
    var previous: [UInt8] = []
    var count = 0
    while try iterator.next() {
      let term = iterator.term
      try check(
        count == 0 || previous.lexicographicallyPrecedes(term),
        "terms in ascending order", found: "\(TermText.readable(term)) out of order")
      let found = try segment.dictionary.lookup(term)
      try check(
        found == iterator.info, "a lookup of \(TermText.readable(term)) to find it",
        found: "another value")
      try verifyList(iterator.info, term, &reader)
      previous = term
      count += 1
    }
    try check(
      count == segment.summary.terms, "\(segment.summary.terms) terms", found: "\(count)")
  }

  private func verifyList(
    _ info: TermInfo, _ term: [UInt8], _ reader: inout PostingsReader
  ) throws(IndexError) {
    let isPlain = term.first.flatMap(Field.init(rawValue:)) == nil
    let name = TermText.readable(term)
    var sections = 0
    var occurrences = 0
    var last = -1
    let maxima = try BlockMaxima(segment, info)
    try reader.open(info)
    while try reader.next() {
      let section = Int(reader.section)
      try check(
        section > last && section < lengths.count, at: info.offset,
        "ascending sections of \(name)", found: "\(section) after \(last)")
      try check(
        maxima.bounds(sections, UInt32(reader.frequency), lengths[section]), at: info.offset,
        "block maxima of \(name) to bound section \(section)", found: "smaller ones")
      var position: UInt32 = 0
      for occurrence in 0..<reader.frequency {
        let next = reader.position(occurrence)
        try check(
          next >= position && next < IndexLimits.position, at: info.offset,
          "ascending positions of \(name)", found: "\(next) after \(position)")
        position = next
      }
      if isPlain { counted[section] += UInt32(reader.frequency) }
      last = section
      sections += 1
      occurrences += reader.frequency
    }
    try check(
      sections == info.sections && occurrences == info.occurrences, at: info.offset,
      "\(info.sections) sections and \(info.occurrences) occurrences of \(name)",
      found: "\(sections) and \(occurrences)")
  }

  private func verifyBeginnings() throws(IndexError) {
    var verifier = BeginningVerifier(segment, lengths: lengths)
    let arena = FlatArena()
    var previous: [UInt8] = []
    for number in 0..<segment.beginnings.count {
      arena.reset()
      let beginning = try segment.beginnings.beginning(number, arena).beginning
      try check(
        previous.lexicographicallyPrecedes(beginning), "beginnings of terms in ascending order",
        found: "\(TermText.readable(beginning)) out of order")
      try check(
        try segment.beginnings.find(beginning, arena) != nil,
        "a lookup of the beginning \(TermText.readable(beginning)) to find it", found: "none")
      let fault = try verifier.fault(number)
      try check(
        fault == nil, "the best sections of terms that begin with \(TermText.readable(beginning))",
        found: fault ?? "")
      previous = beginning
    }
  }

  private func verifyLengths() throws(IndexError) {
    for section in lengths.indices {
      try check(
        counted[section] == lengths[section],
        "section \(section) to have \(lengths[section]) tokens", found: "\(counted[section])")
    }
  }
}

/// The maxima of a list's blocks, as a search sees them.
private struct BlockMaxima {
  private var blocks: [ScoreMaxima] = []
  private let norm: LengthNorm?

  init(_ segment: Segment, _ info: TermInfo) throws(IndexError) {
    norm = segment.norm
    let arena = FlatArena()
    let cursor = try PostingsCursor(segment, info, arena: arena)
    if cursor.blockCount > 1 {
      for block in 0..<cursor.blockCount { blocks.append(cursor.maxima(ofBlock: block)) }
    }
    withExtendedLifetime(arena) {}
  }

  /// Whether the posting number `posting` is within its block's maxima.
  func bounds(_ posting: Int, _ frequency: UInt32, _ length: UInt32) -> Bool {
    let block = posting / PostingsLayout.block
    guard block < blocks.count else { return blocks.isEmpty }
    let maxima = blocks[block]
    return frequency <= maxima.frequency && length >= maxima.length
      && (norm.map { $0(frequency, length) >= maxima.norm } ?? true)
  }
}
