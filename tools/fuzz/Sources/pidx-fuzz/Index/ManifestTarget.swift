import IndexBytes

@testable import SearchIndex

/// Any bytes as a manifest: an error, or a manifest that stays the same when it is written again.
///
///     input := flags:u8 (file | parts)       as for segments
enum ManifestTarget {
  private static let path = Scratch.path + "/" + IndexFolder.manifest

  static func run(_ input: [UInt8]) {
    guard let flags = input.first else { return }
    Scratch.empty()
    if flags & 1 != 0 {
      FrameParts(input.dropFirst())
        .write(to: path, kind: ManifestFile.kind, version: ManifestFile.version)
    } else {
      Scratch.write(Array(input.dropFirst()), to: path)
    }
    let system = PosixFileSystem()
    do throws(IndexError) {
      let manifest = try ManifestFile.read(Scratch.path, system)
      try ManifestFile.write(manifest, to: Scratch.path, system)
      let again = try ManifestFile.read(Scratch.path, system)
      require(again == manifest, "a manifest changes when it is written again")
    } catch {
      require(error.path.hasPrefix(Scratch.path), "an error without its file: \(error)")
    }
    _ = try? Snapshot.open(Scratch.path).status()
    _ = try? IndexWriter(folder: Scratch.path, settings: nil, rebuild: false)
      .commit(IndexWriter.Changes())
  }

  static func seeds() -> [[UInt8]] {
    Scratch.empty()
    SampleIndex.build(Scratch.path)
    guard
      let file = try? FramedFile(
        PosixFileSystem(), path: path, kind: ManifestFile.kind, versions: 1...1)
    else { fatalError("no manifest") }
    return [[1] + FrameParts.encoded(file, ids: 1...1), [0] + file.view.array]
  }
}
