import IndexBytes

/// Tells which sections are of files whose paths pass, and decides that once a file.
struct PathFilter {
  private enum Decision: UInt8 { case unknown, passes, fails }

  private let segment: Segment
  private let parts: [ParsedQuery.PathPart]
  /// By number of the file; empty before the first question.
  private var decisions: [Decision] = []
  /// The sections of the file that was decided last.
  private var sections = 0..<0
  private var last = Decision.unknown

  /// - Parameters:
  ///   - segment: Whose sections to tell.
  ///   - parts: What all must be in a path, or must not.
  init(_ segment: Segment, _ parts: [ParsedQuery.PathPart]) {
    self.segment = segment
    self.parts = parts
  }

  /// Whether the path of a section's file passes. O(1), and once a file O(length of the path).
  mutating func accepts(_ section: UInt32) throws(IndexError) -> Bool {
    if sections.contains(Int(section)) { return last == .passes }
    if decisions.isEmpty {
      decisions = [Decision](repeating: .unknown, count: segment.summary.files)
    }
    let file = Int(try segment.fileNumber(Int(section)))
    if decisions[file] == .unknown { try decide(file) }
    return decisions[file] == .passes
  }

  private mutating func decide(_ file: Int) throws(IndexError) {
    let record = try segment.fileRecord(file)
    last = parts.allSatisfy { $0.matches(record.path) } ? .passes : .fails
    decisions[file] = last
    sections = record.firstSection..<record.firstSection + record.sections
  }
}
