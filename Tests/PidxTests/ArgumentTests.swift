import TestSupport
import Testing

@testable import pidx

/// How arguments are read: the usual ones without the library, and the same as with it.
@Suite struct ArgumentTests {
  /// What the library makes of arguments; nil where it complains.
  private func parsed(_ arguments: [String]) -> QueryArguments? {
    try? QueryCommand.parse(Array(arguments.dropFirst())).arguments
  }

  @Test(arguments: [
    ["가우시안"], ["a", "b c"], ["a", "--", "-b", "--"], ["--json", "a"],
    ["a", "--vimgrep", "--limit", "3"], ["--index", "ix", "a", "--offset", "7", "--explain"],
    ["--mode", "all", "--sort", "date-asc", "--color", "never", "a"],
    ["--prefix-last", "a", "--no-group", "--trec"], ["--daemon", "--config", "c", "--group", "a"],
    ["help"], ["a", "--limit", "+3"],
  ])
  func usualFormsAreReadWithoutTheLibrary(words: [String]) {
    let read = QueryArguments(plain: ["query"] + words)
    #expect(read != nil && read == parsed(["query"] + words))
  }

  @Test(arguments: [
    [], ["--json"], ["--limit", "-3", "a"], ["--limit=3", "a"], ["-x"], ["--help"], ["a", "-"],
    ["--json", "--trec", "a"], ["--index", "", "a"], ["--jsn", "a"], ["--limit", "x", "a"],
    ["--rank", "k1=1", "a"], ["a", "--offset"], ["--explain", "--trec", "a"],
  ])
  func allElseIsLeftToTheLibrary(words: [String]) {
    #expect(QueryArguments(plain: ["query"] + words) == nil)
    #expect(QueryArguments(plain: words) == nil && QueryArguments(plain: ["build"] + words) == nil)
  }

  @Test func randomArgumentsAreReadAsTheLibraryReadsThem() {
    var generator = SeededGenerator()
    let words = ["가", "a b", "title:x", "3", "help", "query", "+a", "\u{301}", "−5", "any", ""]
    let flags = [
      "--json", "--vimgrep", "--trec", "--explain", "--prefix-last", "--group", "--no-group",
      "--daemon",
    ]
    let options = [
      "--limit", "--offset", "--mode", "--sort", "--color", "--index", "--config", "--tag",
      "--rank", "--socket", "--batch",
    ]
    let values = [
      "0", "3", "+3", "007", "99999999999999999999", "any", "phrase", "score", "date-asc", "never",
      "auto", "k1=1", "ix", "--", "-3", "",
    ]
    let others = [
      "--", "-", "-x", "-h", "--help", "--version", "--limit=3", "--json=1", "--jso", "--JSON",
      "--json\u{301}", "---completion", "--generate-completion-script",
    ]
    var count = 0
    for _ in 0..<4000 where count < 300 {
      var arguments = ["query"]
      for _ in 0...generator.below(5) {
        switch generator.below(12) {
        case 0..<4: arguments.append(words[generator.below(words.count)])
        case 4..<7: arguments.append(flags[generator.below(flags.count)])
        case 7..<11:
          arguments.append(options[generator.below(options.count)])
          arguments.append(values[generator.below(values.count)])
        default: arguments.append(others[generator.below(others.count)])
        }
      }
      guard let read = QueryArguments(plain: arguments) else { continue }
      count += 1
      #expect(read == parsed(arguments), "\(arguments)")
    }
    #expect(count > 200)
  }

  @Test(arguments: [
    (["query", "--jsn", "a"], "pidx: Unknown option '--jsn'. Did you mean '--json'?\n"),
    (["query"], "pidx: Give a query, behind -- if it begins with a dash.\n"),
    (["query", "--limit", "-1", "a"], "pidx: --limit cannot be negative.\n"),
    (["query", "--offset", "-1", "a"], "pidx: --offset cannot be negative.\n"),
    (["status", "extra"], "pidx: Unexpected argument 'extra'\n"),
  ])
  func complaintsBeginWithTheNameOfTheProgram(arguments: [String], message: String) throws {
    let result = try Process.run(Library.program, arguments, in: "/tmp")
    #expect(result.status == 2 && result.text == "")
    #expect(result.errors.hasPrefix(message), "\(result.errors)")
    #expect(result.errors.contains("\nUsage: pidx \(arguments[0]) "), "\(result.errors)")
  }
}
