extension FramedFile {
  /// A section of the file: which, and where.
  struct Section {
    var id: UInt32
    var range: Range<Int>
  }

  struct Footer {
    var bodyEnd: Int
    var tocOffset: Int
    var checksum: UInt64
  }

  static func checkHeader(
    _ view: ByteView, path: String, kind: UInt32, versions: ClosedRange<UInt32>
  ) throws(IndexError) -> UInt32 {
    guard view.count >= FrameLayout.headerBytes + FrameLayout.footerBytes else {
      throw .corrupt(
        path, offset: 0,
        expected: "at least \(FrameLayout.headerBytes + FrameLayout.footerBytes) bytes",
        found: "\(view.count)")
    }
    for (index, byte) in FrameLayout.magic.enumerated() where view.byte(index) != byte {
      throw .corrupt(path, offset: index, expected: "the magic PIDXFILE", found: "other bytes")
    }
    let version = view.uint32(12)
    guard view.uint32(8) == kind else {
      throw .corrupt(
        path, offset: 8, expected: "a file of kind \(kind)", found: "kind \(view.uint32(8))")
    }
    guard versions.contains(version) else {
      let newer = version > versions.upperBound
      let known =
        versions.count == 1
        ? "\(versions.lowerBound) only" : "\(versions.lowerBound) to \(versions.upperBound)"
      throw IndexError(
        .wrongVersion, path: path, offset: 12,
        detail: "format version \(version), and this pidx reads \(known)",
        remedy: newer
          ? "install a newer pidx, or run `pidx build --rebuild`" : "run `pidx build --rebuild`")
    }
    return version
  }

  static func checkFooter(_ view: ByteView, path: String) throws(IndexError) -> Footer {
    let start = view.count - FrameLayout.footerBytes
    for (index, byte) in FrameLayout.endMagic.enumerated()
    where view.byte(start + 24 + index) != byte {
      throw .corrupt(
        path, offset: start + 24, expected: "the end mark PIDXEND", found: "a file cut short")
    }
    let bodyEnd = view.uint64(start)
    let tocOffset = view.uint64(start + 8)
    let sums = (bodyEnd / UInt64(FrameLayout.pageBytes)) &* 4
    guard bodyEnd <= UInt64(start), tocOffset <= UInt64(start), tocOffset >= bodyEnd,
      tocOffset - bodyEnd >= sums
    else {
      throw .corrupt(
        path, offset: start, expected: "tables inside the file",
        found: "body end \(bodyEnd), table \(tocOffset)")
    }
    let checksum = view.uint64(start + 16)
    let table = Int(tocOffset)
    guard let checked = view.slice(table, start + 16 - table),
      Checksum.hash64(checked) == checksum
    else {
      throw .corrupt(
        path, offset: table, expected: "tables with the checksum \(hex(checksum))",
        found: "other bytes")
    }
    return Footer(bodyEnd: Int(bodyEnd), tocOffset: table, checksum: checksum)
  }

  static func readTable(
    _ view: ByteView, path: String, footer: Footer
  ) throws(IndexError) -> (sections: [FramedFile.Section], end: Int) {
    var reader = ByteReader(view, at: footer.tocOffset)
    var sections: [Section] = []
    for _ in 0..<reader.uint32() {
      let id = reader.uint32()
      let offset = reader.uint64()
      let length = reader.uint64()
      guard !reader.failed, offset <= UInt64(footer.bodyEnd),
        length <= UInt64(footer.bodyEnd) - offset
      else {
        throw .corrupt(
          path, offset: reader.offset, expected: "a section inside the body",
          found: "\(length) bytes at \(offset)")
      }
      sections.append(Section(id: id, range: Int(offset)..<Int(offset + length)))
    }
    let sumPages = FrameLayout.pages(FrameLayout.pages(footer.bodyEnd) * 4)
    guard reader.offset + sumPages * 4 == view.count - FrameLayout.footerBytes else {
      throw .corrupt(
        path, offset: reader.offset, expected: "\(sumPages) checksums, then the footer",
        found: "\(view.count - FrameLayout.footerBytes - reader.offset) bytes")
    }
    return (sections, reader.offset)
  }
}
