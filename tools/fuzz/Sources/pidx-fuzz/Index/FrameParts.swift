import IndexBytes

/// The sections of a frame without their checksums, so that a changed input is looked at beyond
/// them.
///
///     parts := (id:u8 length:u16 byte^length)*       a length is cut to what is left
struct FrameParts {
  private(set) var sections: [(id: UInt32, bytes: [UInt8])] = []

  init(_ input: some Sequence<UInt8>) {
    var rest = Array(input)[...]
    while rest.count >= 3 {
      let id = UInt32(rest.removeFirst())
      let length = Int(rest.removeFirst()) | Int(rest.removeFirst()) << 8
      sections.append((id, Array(rest.prefix(length))))
      rest = rest.dropFirst(length)
    }
  }

  /// The parts of a sound file, in its order: offsets in the file stay as they are.
  static func encoded(_ file: FramedFile, ids: ClosedRange<UInt32>) -> [UInt8] {
    var result: [UInt8] = []
    let inOrder = ids.sorted { file.section($0).lowerBound < file.section($1).lowerBound }
    for id in inOrder {
      let place = file.section(id)
      guard !place.isEmpty, let bytes = file.view.slice(place.lowerBound, place.count) else {
        continue
      }
      result += [UInt8(id), UInt8(place.count & 0xFF), UInt8(place.count >> 8)] + bytes.array
    }
    return result
  }

  /// Writes a file of these sections with the checksums that belong to it.
  func write(to path: String, kind: UInt32, version: UInt32) {
    do throws(IndexError) {
      var writer = try FrameWriter(PosixFileSystem(), path: path, kind: kind, version: version)
      for section in sections {
        writer.begin(section.id)
        try writer.append(section.bytes)
      }
      _ = try writer.finish()
    } catch {
      fatalError("\(error)")
    }
  }
}
