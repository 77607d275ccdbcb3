import Glibc

/// The pidx that is scored.
package struct Engine {
  /// Its path, or its name on `PATH`.
  package let program: String
  /// Further arguments of every `pidx build`.
  package var buildArguments: [String] = []
  /// Further arguments of every `pidx query`.
  package var queryArguments: [String] = []
  /// A folder for what it says.
  let scratch: String

  /// Names an engine; `scratch` is a folder for what it says.
  ///
  /// Without a program it is `build/pidx`, or `pidx` on `PATH` where that is missing.
  package init(program: String?, scratch: String) {
    let program = program ?? (File.isProgram("build/pidx") ? "build/pidx" : "pidx")
    self.program = program
    self.scratch = scratch
  }

  /// Builds an index of `corpus` afresh in the folder `index`.
  package func build(_ corpus: String, index: String) throws(EvalFailure) {
    let fresh = Folder.exists(index) ? ["--rebuild"] : []
    try run(
      ["build", corpus, "--index", index] + fresh + buildArguments, output: "\(scratch)/output",
      expected: [0])
  }

  /// Answers a file of queries with a hundred hits each, into the TREC run at `run`.
  package func query(_ queries: String, index: String, run path: String) throws(EvalFailure) {
    try run(
      ["query", "--index", index, "--batch", queries, "--trec", "--limit", "100"] + queryArguments,
      output: path, expected: [0, 1])
  }

  private func run(
    _ arguments: [String], output: String, expected: [Int32]
  ) throws(EvalFailure) {
    let errors = "\(scratch)/errors"
    // Scores are those of the defaults, whatever this machine's settings are.
    setenv("PIDX_CONFIG", "/dev/null", 1)
    let status = try ChildProcess.run(program, arguments, output: output, errors: errors)
    guard !expected.contains(status) else { return }
    let said = String(decoding: try File.read(errors), as: UTF8.self)
    let command = ([program] + arguments).joined(separator: " ")
    throw EvalFailure("`\(command)` ended with status \(status)\n\(said)")
  }
}
