import IndexBytes
import SearchIndex
import SearchProtocol

/// What `verify` has to print.
struct VerifySummary {
  let report: VerifyReport
  var scan: ScanReport?

  init(_ report: VerifyReport) { self.report = report }

  /// All that does not hold.
  var problems: [IndexError] { report.problems + (scan?.problems ?? []) }

  /// Lines for people.
  var text: String {
    var text =
      "\(counted(report.files, "file")), \(byteCount(report.bytes)), "
      + "\(counted(report.checks, "check")): \(verdict(report.problems))\n"
    if let scan {
      text +=
        "\(counted(scan.terms, "term")) and \(counted(scan.phrases, "phrase")) against a scan of "
        + "\(counted(scan.sections, "section")), seed \(scan.seed): \(verdict(scan.problems))\n"
    }
    return text
  }

  private func verdict(_ problems: [IndexError]) -> String {
    problems.isEmpty ? "all well" : counted(problems.count, "problem")
  }

  /// One line of JSON.
  func json(_ snapshot: Snapshot) -> [UInt8] {
    var writer = JSONWriter()
    writer.beginObject()
    writer.member("index", snapshot.folder)
    writer.member("gen", snapshot.generation)
    writer.member("ok", problems.isEmpty)
    writer.member("files", report.files)
    writer.member("bytes", report.bytes)
    writer.member("checks", report.checks)
    if let scan { write(scan, to: &writer) }
    writer.member("problems", problems.map(\.description))
    writer.member("warn", snapshot.warnings)
    writer.endObject()
    writer.endLine()
    return writer.bytes
  }

  private func write(_ scan: ScanReport, to writer: inout JSONWriter) {
    writer.key("scan")
    writer.beginObject()
    // As text: a number of JSON need not hold 64 bits.
    writer.member("seed", String(scan.seed))
    writer.member("terms", scan.terms)
    writer.member("phrases", scan.phrases)
    writer.member("sections", scan.sections)
    writer.endObject()
  }
}
