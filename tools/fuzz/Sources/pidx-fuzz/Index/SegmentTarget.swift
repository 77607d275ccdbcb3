import IndexBytes

@testable import SearchIndex

/// Any bytes as a segment: an error or an answer, never a crash.
///
///     input := flags:u8 (file | parts)
///
/// Bit 0 takes the rest as the parts of a frame, whose checksums then fit; else it is the file as it
/// is. Bit 1 has the first file dead.
enum SegmentTarget {
  private static let path = Scratch.path + "/segment-1.pidx"

  static func run(_ input: [UInt8]) {
    guard let flags = input.first else { return }
    Scratch.empty()
    if flags & 1 != 0 {
      FrameParts(input.dropFirst())
        .write(to: path, kind: SegmentLayout.kind, version: SegmentLayout.version)
    } else {
      Scratch.write(Array(input.dropFirst()), to: path)
    }
    do throws(IndexError) {
      try examine(try Segment(PosixFileSystem(), path: path), firstIsDead: flags & 2 != 0)
    } catch {
      require(error.path.hasPrefix(Scratch.path), "an error without its file: \(error)")
    }
  }

  private static func examine(_ segment: Segment, firstIsDead: Bool) throws(IndexError) {
    var manifest = Manifest()
    manifest.roots = ["/notes"]
    manifest.segments = [
      Manifest.SegmentEntry(
        number: 1, bytes: segment.file.view.count, checksum: segment.file.checksum,
        liveSections: segment.summary.sections, liveTokens: segment.summary.tokens,
        deadFiles: firstIsDead ? [0] : [])
    ]
    let live = try LiveSegment(segment, manifest.segments[0])
    let snapshot = Snapshot(folder: Scratch.path, manifest: manifest, segments: [live])
    _ = snapshot.verify { _ in }
    _ = try? snapshot.status()
    for query in Self.queries { try? ask(query, Searcher(snapshot)) }
    try? merge(live, manifest)
  }

  private static let queries = [
    "가우시안 LLM", "\"가우시안 스플래팅\"", "웹", "가* mdoel~", "title:제목 -잡음 date:2023", "path:0",
    "m*", "title:t*",
  ]

  private static func ask(_ query: String, _ searcher: Searcher) throws(IndexError) {
    let results = try searcher.search(query)
    for hit in results.hits { _ = try searcher.present(hit, of: results) }
  }

  private static func merge(_ live: LiveSegment, _ manifest: Manifest) throws(IndexError) {
    let input = MergeInput(live.segment, entry: live.entry, roots: manifest.roots)
    var merger = try SegmentMerger(
      PosixFileSystem(), path: Scratch.path + "/run-1.tmp", inputs: [input], SampleIndex.rules)
    _ = try merger.merge()
  }

  static func seeds() -> [[UInt8]] {
    var seeds: [[UInt8]] = []
    for files in [[SampleIndex.texts], [[SampleIndex.texts[1]], [SampleIndex.texts[0]]]] {
      Scratch.empty()
      SampleIndex.build(Scratch.path, files: files)
      guard
        let file = try? FramedFile(
          PosixFileSystem(), path: path, kind: SegmentLayout.kind, versions: SegmentLayout.versions)
      else { fatalError("no segment") }
      seeds.append([1] + FrameParts.encoded(file, ids: 1...20))
      seeds.append([3] + FrameParts.encoded(file, ids: 1...20))
      seeds.append([0] + file.view.array)
    }
    return seeds
  }
}
