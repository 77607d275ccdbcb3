import Glibc
import IndexBytes
import SearchProtocol

/// What the program does with folders of real text: builds, warm searches, whole processes.
public struct FolderReport {
  /// The program that is measured.
  public var binary: String
  /// A file of queries, `id TAB query` a line, for the warm searches.
  public var queries: String
  /// The query of the whole processes, also what rg looks for.
  public var text: String
  /// Runs of a build, of which the median counts.
  public var builds: Int
  /// Runs of a command as a whole process.
  public var runs: Int

  /// A folder, and where its index is.
  struct Subject {
    var folder: String
    var index: String
    /// Its last component, as tables show it.
    var name: String {
      let parts = folder.split(separator: "/")
      return parts.last.map(String.init) ?? folder
    }
  }

  /// A report of a binary.
  public init(binary: String, queries: String, text: String, builds: Int, runs: Int) {
    self.binary = binary
    self.queries = queries
    self.text = text
    self.builds = builds
    self.runs = runs
  }

  /// Measures folders, and hands over Markdown as it goes.
  ///
  /// - Throws: `BenchFailure` where a command fails.
  public func run(_ folders: [String], _ print: (String) -> Void) throws {
    // The defaults are measured, whatever this machine's settings are.
    setenv("PIDX_CONFIG", "/dev/null", 1)
    let scratch = try Scratch()
    let subjects = folders.enumerated().map { number, folder in
      Subject(folder: folder, index: scratch.path("index-\(number)"))
    }
    print(try machine() + "\n\n")
    print("| folder | files | text, MB | build, s | MB/s | peak memory, MB | index, MB |\n")
    print("|---|--:|--:|--:|--:|--:|--:|\n")
    for subject in subjects { print(try buildRow(subject)) }
    print("\nWarm, in process, one thread, 10 hits for each query of \(queries).\n\n")
    print("| folder | mode | p50, µs | p95, µs | p99, µs | mean, µs |\n|---|---|--:|--:|--:|--:|\n")
    for subject in subjects {
      for mode in ["any", "all", "phrase"] { print(try warmRow(subject, mode)) }
    }
    print(
      "\nAs whole processes, median of \(runs) runs: `pidx query \(text)`, and `rg -F` for the same.\n\n"
    )
    print("| folder | pidx, ms | rg, ms |\n|---|--:|--:|\n")
    for subject in subjects { print(try wholeRow(subject)) }
  }
}

extension FolderReport {
  /// Runs the binary.
  ///
  /// - Throws: `BenchFailure` when it ends with a status above `limit`.
  private func pidx(_ arguments: [String], limit: Int32 = 0) throws -> ChildProcess {
    let process = try ChildProcess.run(binary, arguments)
    guard process.status <= limit else {
      let command = ([binary] + arguments).joined(separator: " ")
      throw BenchFailure(
        "`\(command)` ended with status \(process.status)\n"
          + String(decoding: process.errors, as: UTF8.self))
    }
    return process
  }

  /// The machine, the version and the day.
  private func machine() throws -> String {
    let version = String(decoding: try pidx(["--version"]).output, as: UTF8.self)
    return Machine.description + ", " + version.split(separator: "\n").joined() + ", " + Machine.day
  }

  private func buildRow(_ subject: Subject) throws -> String {
    var seconds: [Double] = []
    var memory = 0
    var textBytes = 0
    // The first build, unmeasured, brings the files into memory.
    for run in 0...builds {
      Scratch.remove(subject.index)
      let process = try pidx(["build", subject.folder, "--index", subject.index])
      textBytes = BuildLine.bytes(String(decoding: process.output, as: UTF8.self))
      guard run > 0 else { continue }
      seconds.append(process.seconds)
      memory = max(memory, process.peakMemory)
    }
    let status = try JSONReader.read(pidx(["status", "--json", "--index", subject.index]).output)
    let files = status["files"]?.integer ?? 0
    let indexBytes = status["total_bytes"]?.integer ?? 0
    let median = Measurement.median(seconds)
    let speed = fixed(Double(textBytes) / 1e6 / median, decimals: 1)
    return
      "| \(subject.name) | \(files) | \(fixed(Double(textBytes) / 1e6, decimals: 2)) | \(fixed(median, decimals: 3)) | "
      + "\(speed) | \(megabytes(memory)) | \(megabytes(indexBytes)) |\n"
  }

  private func warmRow(_ subject: Subject, _ mode: String) throws -> String {
    let process = try pidx([
      "bench", queries, "--index", subject.index, "--mode", mode, "--rounds", "5", "--json",
    ])
    let summary = try JSONReader.read(process.output)
    let numbers = ["p50_us", "p95_us", "p99_us", "mean_us"].map { name in
      fixed(summary[name]?.double ?? 0, decimals: 1)
    }
    return "| \(subject.name) | \(mode) | \(numbers.joined(separator: " | ")) |\n"
  }

  private func wholeRow(_ subject: Subject) throws -> String {
    let own = try whole { try pidx(["query", "--index", subject.index, text], limit: 1) }
    let other = try? whole { try ChildProcess.run("rg", ["-F", text, subject.folder]) }
    return "| \(subject.name) | \(own) | \(other ?? "–") |\n"
  }

  /// The median time of a process, in milliseconds; three runs before are not measured.
  private func whole(_ start: () throws -> ChildProcess) rethrows -> String {
    let times = try (0..<runs + 3).map { _ in try start().seconds * 1000 }
    return fixed(Measurement.median(Array(times.dropFirst(3))), decimals: 1)
  }

  private func megabytes(_ bytes: Int) -> String { fixed(Double(bytes) / 1e6, decimals: 1) }
}
