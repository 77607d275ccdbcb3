import SearchIndex
import SearchProtocol

/// A hit as it is sent, and what there is to say of its file.
struct ShownHit: Sendable {
  /// Whole lines.
  var lines: [UInt8]
  var file: FileKey
  var fileState: FileState
}

/// Shows the hits of an answer one by one, on whatever thread.
struct HitShower: Sendable {
  private let job: Job
  private let query: QueryRequest
  private let results: SearchResults
  private let path: ShownPath
  private let details: HitDetails

  /// - Parameters:
  ///   - job: What is answered.
  ///   - query: The query of it.
  ///   - results: What was found.
  init(_ job: Job, _ query: QueryRequest, _ results: SearchResults) {
    self.job = job
    self.query = query
    self.results = results
    path = ShownPath(relativeTo: query.scope.folder)
    var details: HitDetails = query.positions == .utf8 ? [] : .columns
    if query.isFull || job.form == .plain { details.insert(.line) }
    self.details = details
  }

  /// Hits to show.
  var count: Int { results.hits.count }

  /// The lines of a hit.
  ///
  /// - Parameters:
  ///   - place: Its place among the hits.
  ///   - searcher: Of the snapshot that was searched.
  ///   - files: What this thread knows of files.
  /// - Returns: The hit.
  /// - Throws: `.corrupt` where the index is damaged; what the deadline throws.
  func show(
    _ place: Int, _ searcher: Searcher, _ files: inout FileStates
  ) throws -> ShownHit {
    try job.deadline.check()
    let hit = results.hits[place]
    let shown = try searcher.present(hit, of: results, details)
    let file = ShownPath.full(root: shown.root, path: shown.path)
    var reply = HitReply(shown, hit, file, path)
    if !details.contains(.line) { reply.details = nil }
    reply.request = job.id
    reply.rank = query.offset + place + 1
    reply.convert(to: query.positions, shown)
    return ShownHit(
      lines: lines(reply), file: shown.file, fileState: files.state(of: shown, file))
  }

  /// Room for most hits, in bytes.
  private static let usualBytes = 1 << 10

  private func lines(_ hit: HitReply) -> [UInt8] {
    var writer = JSONWriter()
    writer.bytes.reserveCapacity(Self.usualBytes)
    if job.form == .json {
      hit.encode(into: &writer)
    } else {
      let line = hit.details?.lineText ?? hit.title
      writer.plainLine("\(hit.path):\(hit.line):\(hit.column):\(line)")
    }
    return writer.bytes
  }
}
