import SearchProtocol
import Testing

@Suite struct QueryTests {
  @Test func showsHitsForPeople() throws {
    let library = try Library()
    let result = try library.run("query", "가우시안", "스플래팅")
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.errors == "")
    let first = try #require(result.lines.first)
    #expect(first.hasPrefix("1 ") && first.contains("notes/papers.md:"), "\(first)")
    for part in [
      "2023-12-05", "3D Gaussian Splatting", "https://arxiv.org/abs/2308.04079",
      "가우시안 스플래팅(Gaussian Splatting)은", "2 sections",
    ] {
      #expect(result.text.contains(part), "\(part) in \(result.text)")
    }
    #expect(!result.text.contains("\u{1B}"))
  }

  @Test(arguments: [
    "가우시안은", "스플래팅을", "증류를", "모델들", "LLM", "llm은", "distilled", "웹", "가우시안스플래팅",
    "\u{1100}\u{1161}\u{110B}\u{116E}\u{1109}\u{1175}\u{110B}\u{1161}\u{11AB}",
  ])
  func findsOtherForms(query: String) throws {
    let library = try Library()
    let result = try library.run("query", query)
    #expect(result.status == 0, "\(query): \(result.text)\(result.errors)")
  }

  @Test func modesNarrow() throws {
    let library = try Library()
    let count = { (arguments: [String]) in
      try Process.run(
        Library.program, ["query", "--trec"] + arguments, in: library.scratch.path
      ).lines.count
    }
    #expect(try count(["가우시안 스플래팅"]) == 2)
    #expect(try count(["--mode", "all", "가우시안 스플래팅"]) == 1)
    #expect(try count(["--mode", "phrase", "가우시안 스플래팅"]) == 1)
    #expect(try count(["--mode", "phrase", "스플래팅 가우시안"]) == 0)
    #expect(try count(["--limit", "1", "가우시안"]) == 1)
    #expect(try count(["--offset", "1", "가우시안"]) == 1)
    #expect(try count(["--", "가우시안 -잡음"]) == 1)
  }

  @Test func printsProtocolObjects() throws {
    let library = try Library()
    let objects = try library.json("query", "--json", "가우시안 스플래팅")
    let end = try #require(objects.last)
    #expect(end["t"]?.string == "end" && end["ok"]?.bool == true)
    #expect(end["total"]?.integer == objects.count - 1)
    #expect(end["gen"]?.integer == 1 && end["warn"]?.array == [] && end["ms"]?.double != nil)
    for (index, hit) in objects.dropLast().enumerated() {
      #expect(hit["t"]?.string == "hit" && hit["n"]?.integer == index + 1)
    }
    let hit = try #require(objects.first)
    #expect(hit["path"]?.string == "notes/papers.md")
    #expect(hit["date"]?.string == "2023-12-05")
    #expect(hit["link"]?.string == "https://arxiv.org/abs/2308.04079")
    #expect(hit["doc"]?.string?.hasPrefix("papers.md#") == true, "\(hit)")
    let text = Array(try #require(hit["text"]?.string).utf8)
    let marked = try #require(hit["hl"]?.array).compactMap { pair -> String? in
      guard let from = pair.array?.first?.integer, let to = pair.array?.last?.integer,
        from < to, to <= text.count
      else { return nil }
      return String(decoding: text[from..<to], as: UTF8.self)
    }
    #expect(marked.count == hit["hl"]?.array?.count)
    #expect(marked.joined().contains("가우시안"), "\(marked)")
  }

  @Test func columnsPointAtTheMatch() throws {
    let library = try Library()
    let result = try library.run("query", "--vimgrep", "--mode", "phrase", "증류")
    #expect(result.lines.count == 1)
    let fields = try #require(result.lines.first).split(separator: ":", maxSplits: 3)
    try #require(fields.count == 4)
    #expect(fields[0] == "notes/papers.md")
    let line = try #require(Int(fields[1]))
    let column = try #require(Int(fields[2]))
    let text = try library.scratch.text("notes/papers.md")
    let whole = text.split(separator: "\n", omittingEmptySubsequences: false)[line - 1]
    #expect(Array(whole.utf8.dropFirst(column - 1)).starts(with: Array("증류".utf8)))
    #expect(fields[3].contains("증류(distillation)"))
  }

  @Test func explanationsAddUp() throws {
    let library = try Library()
    let objects = try library.json("query", "--json", "--explain", "가우시안 distillation")
    for hit in objects.dropLast() {
      let score = try #require(hit["score"]?.double)
      let factors = try #require(hit["explain"]?.array)
      let sum = factors.compactMap { $0["value"]?.double }.reduce(0, +)
      #expect(!factors.isEmpty && abs(sum - score) < 1e-9, "\(sum) \(score)")
    }
    let text = try library.run("query", "--explain", "가우시안").text
    #expect(text.contains("  sum\n"))
  }

  @Test func pathsAreAbsoluteFromElsewhere() throws {
    let library = try Library()
    let index = "\(library.scratch.path)/index"
    let result = try Process.run(
      Library.program, ["query", "--vimgrep", "--index", index, "증류"], in: "/usr")
    #expect(
      result.lines.first?.hasPrefix("\(library.scratch.path)/notes/papers.md:") == true,
      "\(result.text)")
    let inside = try Process.run(
      Library.program, ["query", "--vimgrep", "--index", index, "증류"],
      in: library.scratch.path + "/notes")
    #expect(inside.lines.first?.hasPrefix("papers.md:") == true, "\(inside.text)")
  }

  @Test func noHitsIsOne() throws {
    let library = try Library()
    for format in [[], ["--vimgrep"], ["--trec"]] {
      let result = try Process.run(
        Library.program, ["query"] + format + ["zzzyx"], in: library.scratch.path)
      #expect(result.status == 1)
      #expect(result.text == "")
    }
    let objects = try library.json("query", "--json", "zzzyx")
    #expect(objects.count == 1 && objects.last?["total"]?.integer == 0)
  }

  @Test func whatMatchesCountsWhetherItIsShownOrNot() throws {
    let library = try Library()
    let runtime = ["XDG_RUNTIME_DIR": library.scratch.path]
    defer { _ = try? library.run("serve", "--stop", environment: runtime) }
    let ways = [[], ["--json"], ["--vimgrep"], ["--trec"], ["--daemon"], ["--daemon", "--json"]]
    for way in ways {
      for page in [["--limit", "0"], ["--offset", "50"], ["--limit", "0", "--offset", "50"]] {
        for (word, status) in [("가우시안", Int32(0)), ("zzzyx", 1)] {
          let result = try Process.run(
            Library.program, ["query", word] + way + page, in: library.scratch.path,
            environment: runtime)
          #expect(result.status == status, "\(way) \(page) \(word): \(result.errors)")
          #expect(result.lines.count == (way.last == "--json" ? 1 : 0), "\(result.text)")
        }
      }
    }
  }

  @Test(arguments: ["", " ", "\"", "((", "+", "title:", "date:9..1", "*", "~", "OR", "\u{1B}[31m"])
  func oddQueriesNeverFail(query: String) throws {
    let library = try Library()
    let result = try library.run("query", "--", query)
    #expect(result.status <= 1, "\(query): \(result.errors)")
    #expect(!result.text.contains("\u{1B}") && !result.errors.contains("\u{1B}"))
    let isEmpty = query.allSatisfy(\.isWhitespace)
    #expect(result.errors.contains("the query is empty") == isEmpty, "\(result.errors)")
    // Whatever is found or not, a query that asks for nothing says so.
    if ["\"", "((", "+", "*", "~"].contains(query) {
      #expect(result.errors.contains("nothing to search for"), "\(result.errors)")
    }
  }
}
