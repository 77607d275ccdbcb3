import Testing

@Suite struct ColorTests {
  private func onTerminal(
    _ library: Library, _ arguments: [String], _ environment: [String: String]
  ) throws -> String {
    let terminal = try PseudoTerminal()
    let result = try Process.run(
      Library.program, ["query"] + arguments + ["가우시안"], in: library.scratch.path,
      environment: environment, output: .descriptor(terminal.device))
    #expect(result.status == 0, "\(result.errors)")
    return terminal.text()
  }

  @Test func colorsAreForTerminals() throws {
    let library = try Library()
    let isColored = { (arguments: [String], environment: [String: String]) in
      let text = try onTerminal(library, arguments, environment)
      #expect(text.contains("가우시안"))
      return text.contains("\u{1B}[")
    }
    #expect(try isColored([], ["TERM": "xterm"]))
    #expect(try isColored([], ["TERM": "xterm", "NO_COLOR": ""]))
    #expect(try !isColored([], ["TERM": "xterm", "NO_COLOR": "1"]))
    #expect(try !isColored([], ["TERM": "dumb"]))
    #expect(try !isColored([], [:]))
    #expect(try !isColored(["--color", "never"], ["TERM": "xterm"]))
    #expect(try isColored(["--color", "always"], ["TERM": "dumb", "NO_COLOR": "1"]))
    #expect(try !isColored(["--json"], ["TERM": "xterm"]))
  }

  @Test func thatNothingIsFoundIsSaidOnTerminals() throws {
    let library = try Library()
    let text = { (arguments: [String], status: Int32) in
      let terminal = try PseudoTerminal()
      let result = try Process.run(
        Library.program, ["query"] + arguments, in: library.scratch.path,
        output: .descriptor(terminal.device))
      #expect(result.status == status && result.errors.isEmpty, "\(result.errors)")
      return terminal.text()
    }
    #expect(try text(["zzqqxx"], 1) == "no sections\r\n")
    #expect(try text(["--offset", "500", "가우시안"], 0).contains(" sections shown"))
    #expect(try text(["--vimgrep", "zzqqxx"], 1).isEmpty)
    #expect(try text(["--trec", "zzqqxx"], 1).isEmpty)
    let piped = try library.run("query", "zzqqxx")
    #expect(piped.status == 1 && piped.text.isEmpty && piped.errors.isEmpty)
  }

  @Test func alwaysMeansInPipesToo() throws {
    let library = try Library()
    let result = try library.run("query", "--color", "always", "--vimgrep", "증류")
    #expect(result.text.contains("\u{1B}[1;31m증류"), "\(result.text)")
  }

  @Test func textOfTheCorpusCannotDriveTheTerminal() throws {
    let library = try Library(built: false)
    let text = "# 제목\u{1B}]0;x\u{7}\n\n본문 \u{1B}[31m붉은\u{9B}2J 글\n"
    try library.scratch.write(text, to: "notes/evil.md")
    #expect(try library.run("build", "notes").status == 0)
    for format in [["--color", "never"], ["--color", "never", "--vimgrep"], ["--json"]] {
      let result = try Process.run(
        Library.program, ["query"] + format + ["붉은"], in: library.scratch.path)
      #expect(result.status == 0, "\(result.errors)")
      #expect(!result.text.unicodeScalars.contains("\u{1B}"), "\(format)")
      #expect(format == ["--json"] || !result.text.unicodeScalars.contains("\u{9B}"))
    }
  }
}
