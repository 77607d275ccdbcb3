import SearchIndex
import SearchProtocol

extension Answerer {
  /// Bytes of a section's text at most: more would fill what may wait for a client.
  private static let maximumBytes = 4 << 20

  mutating func answer(_ open: OpenRequest) throws {
    let snapshot = job.index.snapshot
    let path = ShownPath(relativeTo: open.folder)
    guard
      let section = try snapshot.section(
        at: path.full(open.path), line: open.line, deadline: job.deadline)
    else {
      throw ErrorReply(
        code: .notFound, message: "\(open.path): no such file in the index \(job.index.name)")
    }
    guard section.record.body.count <= Self.maximumBytes else {
      throw ErrorReply(
        code: .tooLarge,
        message: "the section has \(section.record.body.count) bytes: open the file itself")
    }
    var reply = SectionReply(section, path: path)
    guard job.form == .json else {
      writer.addLine("\(reply.path):\(reply.line):1:\(reply.title)")
      for line in reply.text.split(separator: "\n", omittingEmptySubsequences: false) {
        writer.addLine(String(line))
      }
      return endPlain(job.index.warnings)
    }
    reply.request = job.id
    writer.add { reply.encode(into: &$0) }
    end(generation: snapshot.generation, job.index.warnings)
  }
}

extension SectionReply {
  fileprivate init(_ section: StoredSection, path: ShownPath) {
    self.init()
    self.path = path(root: section.root, path: section.path)
    line = section.line
    textLine = section.bodyLine
    title = section.record.title
    headings = section.record.headings
    authors = section.record.authors
    tags = section.record.tags
    date = section.date
    link = section.record.link.isEmpty ? nil : section.record.link
    text = String(decoding: section.record.body, as: UTF8.self)
  }
}
