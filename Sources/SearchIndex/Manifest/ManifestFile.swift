import IndexBytes
import TextAnalysis

/// The manifest's bytes: one section of a frame.
///
///     manifest := generation:varint committed:signed settings analyzerVersion:varint
///                 icuVersion:string roots:strings sources:strings nextSegment:varint
///                 count:varint segment^count
///     settings := analyzer:u8 storesText:u8 weight:varint^5     title heading author tag link
///     segment  := number:varint bytes:varint checksum:u64 liveSections:varint
///                 liveTokens:varint dead touched
///     dead     := count:varint gap:varint^count                 file numbers, ascending
///     touched  := count:varint (file:varint modified:signed)^count
enum ManifestFile {
  static let kind: UInt32 = 2
  /// Format version, with its history:
  /// 1: first.
  static let version: UInt32 = 1
  static let body: UInt32 = 1

  /// Writes `manifest` beside the old one and puts it in its place, durably.
  ///
  /// After a failure the old manifest is in force.
  static func write(
    _ manifest: Manifest, to folder: String, _ fileSystem: any FileSystem
  ) throws(IndexError) {
    let target = folder + "/" + IndexFolder.manifest
    let temporary = target + IndexFolder.temporarySuffix
    var frame = try FrameWriter(fileSystem, path: temporary, kind: kind, version: version)
    frame.begin(body)
    var writer = ByteWriter()
    encode(manifest, into: &writer)
    try frame.append(writer.bytes)
    _ = try frame.finish()
    try fileSystem.rename(temporary, to: target)
    try fileSystem.synchronizeFolder(folder)
  }

  private static func encode(_ manifest: Manifest, into writer: inout ByteWriter) {
    writer.varint(manifest.generation)
    writer.signedVarint(Int(manifest.committed))
    writer.byte(manifest.settings.analyzer.rawValue)
    writer.byte(manifest.settings.storesText ? 1 : 0)
    for field in Field.allCases { writer.varint(manifest.settings.weights[field]) }
    writer.varint(manifest.analyzerVersion)
    writer.string(manifest.icuVersion)
    writer.strings(manifest.roots)
    writer.strings(manifest.sources)
    writer.varint(manifest.nextSegment)
    writer.varint(manifest.segments.count)
    for segment in manifest.segments { encode(segment, into: &writer) }
  }

  private static func encode(_ segment: Manifest.SegmentEntry, into writer: inout ByteWriter) {
    writer.varint(segment.number)
    writer.varint(segment.bytes)
    writer.uint64(segment.checksum)
    writer.varint(segment.liveSections)
    writer.varint(segment.liveTokens)
    writer.varint(segment.deadFiles.count)
    var previous = 0
    for file in segment.deadFiles {
      writer.varint(file - previous)
      previous = file
    }
    writer.varint(segment.touched.count)
    for touched in segment.touched {
      writer.varint(touched.file)
      writer.signedVarint(Int(touched.modified))
    }
  }

  /// Reads the manifest of the index in `folder`.
  ///
  /// - Throws: `.noIndex` where there is none.
  static func read(
    _ folder: String, _ fileSystem: any FileSystem, name: String = IndexFolder.manifest
  ) throws(IndexError) -> Manifest {
    let path = folder + "/" + name
    let file: FramedFile
    do {
      file = try FramedFile(fileSystem, path: path, kind: kind, versions: 1...version)
    } catch {
      throw error.isMissingFile ? noIndex(folder) : error
    }
    let place = file.section(body)
    try file.require(place)
    guard let view = file.view.slice(place.lowerBound, place.count) else {
      throw file.corrupt(at: place.lowerBound, expected: "a manifest", found: "none")
    }
    var reader = ByteReader(view)
    guard let manifest = decode(&reader), !reader.failed, reader.atEnd, isPlausible(manifest) else {
      throw file.corrupt(
        at: place.lowerBound + reader.offset, expected: "a manifest", found: "other bytes")
    }
    return manifest
  }

  private static func noIndex(_ folder: String) -> IndexError {
    IndexError(
      .noIndex, path: folder, detail: "no index here",
      remedy: "make one with `pidx build FOLDER`, or name another with --index DIR")
  }

  private static func decode(_ reader: inout ByteReader) -> Manifest? {
    var manifest = Manifest()
    manifest.generation = reader.varint()
    manifest.committed = Int64(reader.signedVarint())
    guard let analyzer = AnalyzerKind(rawValue: reader.byte()) else { return nil }
    manifest.settings.analyzer = analyzer
    manifest.settings.storesText = reader.byte() == 1
    manifest.settings.weights = FieldWeights(
      title: reader.varint(), heading: reader.varint(), author: reader.varint(),
      tag: reader.varint(), link: reader.varint())
    manifest.analyzerVersion = reader.varint()
    manifest.icuVersion = reader.string()
    for _ in 0..<min(reader.varint(), reader.view.count) { manifest.roots.append(reader.string()) }
    for _ in 0..<min(reader.varint(), reader.view.count) {
      manifest.sources.append(reader.string())
    }
    manifest.nextSegment = reader.varint()
    for _ in 0..<min(reader.varint(), reader.view.count) {
      manifest.segments.append(segment(&reader))
      if reader.failed { return nil }
    }
    return manifest
  }

  /// Whether counting on with the manifest's numbers cannot overflow.
  private static func isPlausible(_ manifest: Manifest) -> Bool {
    let limit = 1 << 48
    let weights = Field.allCases.map { manifest.settings.weights[$0] }
    return manifest.generation < limit && manifest.nextSegment < limit
      && weights.allSatisfy { $0 <= 16 }
      && manifest.segments.allSatisfy { segment in
        segment.number < manifest.nextSegment && segment.liveTokens < limit
          && segment.liveSections <= IndexLimits.sectionsPerSegment
          && segment.deadFiles.allSatisfy { (0..<limit).contains($0) }
      }
  }

  private static func segment(_ reader: inout ByteReader) -> Manifest.SegmentEntry {
    var entry = Manifest.SegmentEntry(
      number: reader.varint(), bytes: reader.varint(), checksum: reader.uint64(),
      liveSections: reader.varint(), liveTokens: reader.varint())
    var file = 0
    for _ in 0..<min(reader.varint(), reader.view.count) {
      file = file &+ reader.varint()
      entry.deadFiles.append(file)
    }
    for _ in 0..<min(reader.varint(), reader.view.count) {
      let file = reader.varint()
      entry.touched.append(.init(file: file, modified: Int64(reader.signedVarint())))
    }
    return entry
  }
}
