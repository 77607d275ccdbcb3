import Glibc
import Testing

/// A library whose sources are in one of two states, and what the answers are in each.
struct TwoStates {
  let library: Library
  private(set) var answers: [String] = []
  /// How long a build from one state to the other takes, in seconds.
  private(set) var seconds = 0.0

  /// The index holds the state 0.
  init() throws {
    library = try Library(built: false)
    for number in 0..<12 {
      try library.scratch.write("# 글 \(number)\n\n가우시안 글 \(number)\n", to: "notes/\(number).md")
    }
    try library.scratch.write(
      "1\t가우시안\n2\t\"새 글\"\n3\t옛 -모델\n4\ttitle:글 스플래팅\n", to: "queries")
    for state in [1, 0] {
      try writeSources(state)
      var begin = timespec()
      var end = timespec()
      clock_gettime(CLOCK_MONOTONIC, &begin)
      let result = try library.run("build", "notes", "--rebuild")
      clock_gettime(CLOCK_MONOTONIC, &end)
      try #require(result.status == 0, "\(result.errors)")
      seconds = Double(end.tv_sec - begin.tv_sec) + Double(end.tv_nsec - begin.tv_nsec) / 1e9
      answers.insert(try ask(), at: 0)
    }
    try #require(answers[0] != answers[1])
  }

  /// Brings the sources into a state: some files change, one comes or goes.
  func writeSources(_ state: Int) throws {
    let scratch = library.scratch
    for number in 0..<3 {
      try scratch.write(
        "# 글 \(number)\n\n\(["옛", "새"][state]) 글 \(number) 가우시안\n", to: "notes/\(number).md")
    }
    if state == 0 {
      try scratch.write("옛 글만의 스플래팅\n", to: "notes/only.txt")
    } else {
      scratch.remove("notes/only.txt")
    }
  }

  /// What the index answers now to all queries, as a TREC run.
  func ask(index: String = "index") throws -> String {
    let result = try library.run("query", "--batch", "queries", "--trec", "--index", index)
    try #require(result.status == 0, "\(result.errors)")
    return result.text
  }

  /// Expects a sound index with the answers of one of the states.
  func expectSound(index: String = "index", states: [Int] = [0, 1], _ comment: String) throws {
    let result = try library.run("verify", "--index", index)
    #expect(result.status == 0, "\(comment): \(result.errors)")
    let found = try ask(index: index)
    #expect(states.contains { answers[$0] == found }, "\(comment)")
  }
}
