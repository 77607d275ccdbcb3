import SearchProtocol
import Testing

@Suite struct ConfigTests {
  private func library(_ text: String, at name: String = "pidx.yaml") throws -> Library {
    let library = try Library()
    try library.scratch.write(text, to: name)
    return library
  }

  @Test func filesSetAndFlagsWin() throws {
    let library = try library("query: {limit: 1}\nranking: {k1: 0.5}\n")
    let count = { (arguments: [String]) in
      try Process.run(
        Library.program, ["query", "--trec"] + arguments + ["가우시안"], in: library.scratch.path
      ).lines.count
    }
    #expect(try count([]) == 1)
    #expect(try count(["--limit", "5"]) == 2)
    #expect(try count(["--config", "/dev/null"]) == 2)
    let score = { (arguments: [String]) in
      try Process.run(
        Library.program, ["query", "--trec"] + arguments + ["가우시안"], in: library.scratch.path
      ).text
    }
    let configured = try score([])
    #expect(try score(["--rank", "k1=1.2"]) != configured)
    #expect(
      try score(["--config", "/dev/null", "--limit", "1", "--rank", "k1=0.5"]) == configured)
  }

  @Test func settingsTellWhereTheyWereMade() throws {
    let library = try library("query:\n  sort: date\n")
    try library.scratch.write(
      "query: {limit: 7, sort: score}\n", to: "home/.config/pidx/config.yaml")
    let home = "\(library.scratch.path)/home"
    let result = try library.run("config", "--index", "elsewhere", environment: ["HOME": home])
    #expect(result.status == 0 && result.errors == "", "\(result.errors)")
    let rows = result.lines.map { $0.split(separator: " ", omittingEmptySubsequences: true) }
    #expect(rows.first == ["index", "elsewhere", "flag"])
    #expect(rows.contains(["query.sort", "date", "pidx.yaml:2"]))
    #expect(rows.contains(["query.limit", "7", "\(home)/.config/pidx/config.yaml:1"]))
    #expect(rows.contains(["ranking.k1", "1.2", "default"]))
    let objects = try library.json("config", "--json")
    #expect(objects.count == rows.count)
    let sort = try #require(objects.first { $0["key"]?.string == "query.sort" })
    #expect(sort["source"]?.string == "file" && sort["line"]?.integer == 2)
    #expect(sort["path"]?.string == "pidx.yaml" && sort["value"]?.string == "date")
  }

  @Test func theIndexIsFoundFromBelow() throws {
    let library = try library("index: index\n")
    let below = "\(library.scratch.path)/notes"
    let result = try Process.run(Library.program, ["query", "가우시안"], in: below)
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.lines.first?.contains("papers.md:") == true, "\(result.text)")
    for command in ["status", "verify"] {
      #expect(try Process.run(Library.program, [command], in: below).status == 0)
    }
  }

  @Test func buildsFollowTheFile() throws {
    let library = try Library(built: false)
    let file = "index: made\nweights: {title: 9, tag: 2}\nbuild: {stored-text: no, threads: 1}\n"
    try library.scratch.write(file, to: "pidx.yaml")
    #expect(try library.run("build", "notes", "--weight", "tag=4").status == 0)
    #expect(try library.run("build", "--weight", "tag=4").text.hasPrefix("nothing changed"))
    let other = try library.run("build")
    #expect(other.status == 2 && other.errors.contains("--rebuild"), "\(other.errors)")
    #expect(other.errors.contains("title 9") && other.errors.contains("tag 4"))
    let plain = try library.run(
      "build", "--config", "/dev/null", "--index", "made")
    #expect(plain.status == 0 && plain.text.hasPrefix("nothing changed"), "\(plain.errors)")
    let hits = try library.json("query", "--json", "가우시안")
    #expect(hits.first?["text"]?.string == "", "no text is stored")
  }

  @Test(arguments: [
    ["query", "a"], ["query", "--json", "a"], ["build", "notes"], ["status"], ["verify"],
    ["config"], ["bench", "q.tsv"],
  ])
  func mistakesEndTheCommand(arguments: [String]) throws {
    let library = try library("query:\n  limt: 5\nbuild: {threads: -1}\n")
    try library.scratch.write("q1\ta\n", to: "q.tsv")
    let result = try Process.run(Library.program, arguments, in: library.scratch.path)
    #expect(result.status == 2)
    let lines = result.errors.split(separator: "\n")
    #expect(lines.count == 2, "\(result.errors)")
    #expect(lines[0] == #"pidx: pidx.yaml:2:3: unknown key "limt"; did you mean "limit"?"#)
    #expect(lines[1].hasPrefix("pidx: pidx.yaml:3:18: build.threads takes"))
    if arguments.contains("--json") {
      let reply = try JSONReader.read(result.output)
      #expect(reply["error"]?.string == "bad_request")
      #expect(reply["message"]?.string?.contains("pidx.yaml:2:3") == true)
    } else {
      #expect(result.text == "")
    }
  }

  @Test func aMissingFileIsNamed() throws {
    let library = try Library()
    let flag = try library.run("query", "--config", "none.yaml", "가우시안")
    #expect(flag.status == 2 && flag.errors.hasPrefix("pidx: none.yaml: No such file"))
    let variable = try library.run("query", "가우시안", environment: ["PIDX_CONFIG": "no.yaml"])
    #expect(variable.status == 2 && variable.errors.hasPrefix("pidx: no.yaml: No such file"))
  }

  @Test func coloursAndGroupsAreSettings() throws {
    let library = try library("query: {color: always, group: false}\n")
    #expect(try library.run("query", "가우시안").text.contains("\u{1B}["))
    #expect(try library.run("query", "--color", "never", "가우시안").text.contains("\u{1B}") == false)
    try library.scratch.write(
      "# [Same](https://arxiv.org/abs/2308.04079)\n\n가우시안\n", to: "notes/x.md")
    #expect(try library.run("build").status == 0)
    let isGrouped = { (flags: [String]) in
      try Process.run(
        Library.program, ["query", "--json"] + flags + ["가우시안"], in: library.scratch.path
      ).text.contains("\"also\"")
    }
    #expect(try !isGrouped([]) && isGrouped(["--group"]) && !isGrouped(["--no-group"]))
  }
}
