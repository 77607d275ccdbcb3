import Glibc
import SearchProtocol
import Testing

@Suite struct FailureTests {
  @Test func noIndex() throws {
    let library = try Library(built: false)
    for arguments in [["query", "a"], ["status"], ["verify"]] {
      let result = try Process.run(Library.program, arguments, in: library.scratch.path)
      #expect(result.status == 2)
      #expect(result.text == "")
      #expect(result.errors.contains("pidx build"), "\(result.errors)")
    }
  }

  @Test func noIndexAsJSON() throws {
    let library = try Library(built: false)
    let result = try library.run("query", "--json", "a")
    #expect(result.status == 2)
    #expect(result.errors.contains("pidx build"))
    let object = try JSONReader.read(result.output)
    #expect(object["t"]?.string == "end" && object["ok"]?.bool == false)
    #expect(object["error"]?.string == "no_index")
    #expect(object["message"]?.string?.contains("pidx build") == true)
  }

  @Test(arguments: [
    ["frobnicate"], ["query"], ["query", "--limit", "x", "a"], ["query", "--limit", "-1", "a"],
    ["query", "--json", "--trec", "a"], ["query", "--mode", "odd", "a"],
    ["query", "--color", "pink", "a"], ["query", "--batch", "f"], ["query", "--tag", "", "a"],
    ["query", "--batch", "f", "--trec", "a"], ["query", "--trec", "--explain", "a"],
    ["build", "--memory", "1", "notes"], ["build", "--threads", "-2", "notes"],
    ["build", "--analyzer", "odd", "notes"], ["build", ""], ["status", "extra"], ["bench"],
    ["bench", "f", "--rounds", "0"], ["verify", "--json"],
  ])
  func wrongUsage(arguments: [String]) throws {
    let result = try Process.run(Library.program, arguments, in: "/tmp")
    #expect(result.status == 2, "\(arguments)")
    #expect(result.text == "", "\(arguments)")
    #expect(!result.errors.isEmpty, "\(arguments)")
  }

  @Test func misspeltCommandsAreSuggested() throws {
    for arguments in [
      ["quary", "x"], ["Query", "x"], ["help", "quary"], ["serch"], ["search", "x"], ["fin"],
      ["que"],
    ] {
      let result = try Process.run(Library.program, arguments, in: "/tmp")
      #expect(result.status == 2 && result.text == "", "\(arguments)")
      let word = try #require(arguments.first { $0 != "help" })
      #expect(result.errors == "pidx: unknown command \"\(word)\"; did you mean \"query\"?\n")
    }
    let other = try Process.run(Library.program, ["frob\u{1B}nicate"], in: "/tmp")
    #expect(other.status == 2 && !other.errors.contains("\u{1B}"))
    #expect(other.errors.contains(": choose from build, watch, query, serve,"), "\(other.errors)")
    for (word, command) in [("ver", "verify"), ("indx", "build"), ("stauts", "status")] {
      let result = try Process.run(Library.program, [word], in: "/tmp")
      #expect(result.errors == "pidx: unknown command \"\(word)\"; did you mean \"\(command)\"?\n")
    }
    let long = try Process.run(Library.program, [String(repeating: "가", count: 9999)], in: "/tmp")
    #expect(long.status == 2 && long.errors.count < 200, "\(long.errors.prefix(300))")
    let help = try Process.run(Library.program, ["help", "query"], in: "/tmp")
    #expect(help.status == 0 && help.text.contains("Search the index."))
  }

  @Test func everyValueInTheHelpIsDescribed() throws {
    for command in [
      "build", "watch", "query", "serve", "status", "verify", "analyze", "bench", "config",
    ] {
      let help = try Process.run(Library.program, [command, "--help"], in: "/tmp")
      #expect(help.status == 0, "\(command)")
      let bare = help.lines.filter { $0.hasSuffix("- ") || $0.hasSuffix("-") }
      #expect(bare.isEmpty, "\(command): \(bare)")
    }
  }

  @Test func misspeltOptionsAreSuggested() throws {
    let result = try Process.run(Library.program, ["query", "--jsn", "a"], in: "/tmp")
    #expect(result.status == 2)
    #expect(result.errors.contains("Did you mean '--json'?"), "\(result.errors)")
    #expect(result.errors.contains("Put -- before"))
  }

  @Test func aReaderThatLeavesIsNoError() throws {
    let library = try Library()
    var ends: [Int32] = [0, 0]
    try #require(pipe(&ends) == 0)
    close(ends[0])
    defer { close(ends[1]) }
    let formats = [[], ["--json"], ["--vimgrep"], ["--trec"]]
    for format in formats {
      let result = try Process.run(
        Library.program, ["query"] + format + ["가우시안"], in: library.scratch.path,
        output: .descriptor(ends[1]))
      #expect(result.status == 0)
      #expect(result.errors == "")
    }
    let help = try library.run("--help", output: .descriptor(ends[1]))
    #expect(help.status == 0 && help.errors == "")
  }

  @Test func aFullDiskIsReported() throws {
    let library = try Library()
    let result = try library.run("query", "가우시안", output: .file("/dev/full"))
    #expect(result.status == 2)
    #expect(result.errors.contains("No space left"), "\(result.errors)")
  }

  @Test func aFlippedByteIsFound() throws {
    let library = try Library()
    let clean = try library.run("verify")
    #expect(clean.status == 0, "\(clean.errors)")
    #expect(clean.text.contains("all well"), "\(clean.text)")
    for name in try library.indexFiles() {
      let bytes = try library.scratch.read(name)
      try #require(!bytes.isEmpty, "\(name)")
      for offset in [0, bytes.count / 3, bytes.count / 2, bytes.count - 1] {
        var damaged = bytes
        damaged[offset] ^= 0x10
        try library.scratch.write(damaged, to: name)
        let result = try library.run("verify")
        #expect(result.status == 2, "\(name) at \(offset): \(result.text)")
        #expect(result.errors.contains(name), "\(name) at \(offset): \(result.errors)")
        let query = try library.run("query", "가우시안")
        #expect(query.status <= 2, "\(name) at \(offset): \(query.errors)")
      }
      try library.scratch.write(bytes, to: name)
    }
    #expect(try library.run("verify").status == 0)
  }
}
