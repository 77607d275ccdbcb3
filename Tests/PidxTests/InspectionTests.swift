import SearchProtocol
import Testing

/// `status`, `analyze`, `--version`, `--help` and completions.
@Suite struct InspectionTests {
  @Test func statusForPeople() throws {
    let library = try Library()
    let result = try library.run("status")
    #expect(result.status == 0, "\(result.errors)")
    for part in ["generation", "files", "sections", "terms", "size", "just now", "/notes"] {
      #expect(result.text.contains(part), "\(part) in \(result.text)")
    }
  }

  @Test func statusForPrograms() throws {
    let library = try Library()
    let status = try #require(try library.json("status", "--json").first)
    #expect(status["gen"]?.integer == 1)
    #expect(status["files"]?.integer == 3)
    #expect((status["sections"]?.integer ?? 0) >= 5)
    #expect((status["terms"]?.integer ?? 0) > 50)
    #expect(status["analyzer"]?.string == "default")
    #expect((status["age"]?.integer ?? -1) >= 0)
    guard case .object(let parts)? = status["bytes"] else {
      Issue.record("no sizes")
      return
    }
    let sum = parts.values.compactMap(\.integer).reduce(0, +)
    #expect(sum > 0 && sum == status["total_bytes"]?.integer)
  }

  @Test func analyzesArguments() throws {
    let result = try Process.run(Library.program, ["analyze", "LLM은", "가우시안"], in: "/tmp")
    #expect(result.status == 0, "\(result.errors)")
    let lines = result.lines
    #expect(lines.first?.hasPrefix("position  bytes") == true)
    #expect(lines.contains { $0.contains("llm") && $0.contains("word") && $0.hasSuffix("LLM") })
    for term in ["가우", "우시", "시안"] {
      #expect(lines.contains { $0.contains("hangul bigram") && $0.hasSuffix(term) }, "\(lines)")
    }
  }

  @Test func analyzesStandardInput() throws {
    let text = "running 증류\n"
    let result = try Process.run(
      Library.program, ["analyze", "--json", "--analyzer", "whitespace"], in: "/tmp", input: text)
    #expect(result.status == 0, "\(result.errors)")
    let tokens = try result.lines.map { try JSONReader.read(Array($0.utf8)) }
    #expect(tokens.map { $0["term"]?.string } == ["running", "증류"])
    #expect(tokens.map { $0["start"]?.integer } == [0, 8])
    #expect(tokens.map { $0["end"]?.integer } == [7, 14])
    #expect(tokens.map { $0["pos"]?.integer } == [0, 1])
  }

  @Test func versionAndHelp() throws {
    let version = try Process.run(Library.program, ["--version"], in: "/tmp")
    #expect(version.status == 0 && version.text.hasPrefix("pidx "))
    for command in ["build", "query", "status", "verify", "analyze", "bench"] {
      let help = try Process.run(Library.program, [command, "--help"], in: "/tmp")
      #expect(help.status == 0 && help.text.contains("USAGE: pidx \(command)"), "\(command)")
      #expect(help.errors == "")
    }
  }

  @Test(arguments: ["bash", "zsh", "fish"])
  func completions(shell: String) throws {
    let result = try Process.run(
      Library.program, ["--generate-completion-script", shell], in: "/tmp")
    #expect(result.status == 0 && result.errors == "")
    #expect(result.text.contains("vimgrep") && result.text.contains("verify"))
  }

  @Test func verifyComparesWithAScan() throws {
    let library = try Library()
    let arguments = ["verify", "--against-scan", "--sample", "20"]
    let result = try Process.run(Library.program, arguments, in: library.scratch.path)
    #expect(result.status == 0, "\(result.errors)")
    #expect(
      result.lines.count == 2 && result.lines[1].contains("against a scan of 5 sections, seed "))
    let value = try library.json("verify", "--json", "--against-scan", "--seed", "7").first
    #expect(value?["ok"]?.bool == true && value?["scan"]?["seed"]?.string == "7")
    #expect(try library.run("verify", "--seed", "7").status == 2)
  }

  @Test func verifyNamesSourcesThatChanged() throws {
    let library = try Library()
    #expect(try library.run("verify", "--sources").status == 0)
    try library.scratch.write("# 새 글\n", to: "notes/new.md")
    library.scratch.remove("notes/memo.txt")
    let result = try library.run("verify", "--sources")
    #expect(result.status == 1)
    #expect(result.text.contains("new      \(library.scratch.path)/notes/new.md\n"))
    #expect(result.lines.last == "0 files changed, 1 new, 1 gone, 2 unchanged")
    let value = try library.json("verify", "--sources", "--json").first
    #expect(value?["fresh"]?.bool == false && value?["unchanged"]?.integer == 2)
  }
}
