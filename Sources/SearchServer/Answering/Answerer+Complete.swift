import SearchIndex
import SearchProtocol

extension Answerer {
  /// Sections whose words and titles are offered: the best for what has been typed.
  private static let depth = 50

  mutating func answer(_ complete: CompleteRequest) throws {
    var options = SearchOptions()
    options.parameters = job.defaults.parameters
    options.limit = Self.depth
    options.prefixLast = true
    options.groupsLinks = true
    options.countsTotal = false
    options.deadline = job.deadline
    let searcher = worker.searcher(job.index)
    let results = try searcher.search(complete.text, options)
    let path = ShownPath(relativeTo: complete.scope.folder)
    var words = WordCompletions(of: complete.text)
    var titles: [CompletionReply] = []
    for hit in results.hits {
      try job.deadline.check()
      let shown = try searcher.present(hit, of: results, [])
      words.add([shown.title, shown.snippet])
      guard titles.count < complete.limit, words.occurs(in: shown.title) else { continue }
      let place = CompletionReply.Kind.title(
        path: path(root: shown.root, path: shown.path), line: shown.sectionLine)
      titles.append(.init(rank: titles.count + 1, kind: place, text: shown.title))
    }
    for (place, word) in words.best(complete.limit).enumerated() {
      show(.init(rank: place + 1, kind: .term(count: word.count), text: word.text))
    }
    titles.forEach { show($0) }
    end(
      generation: searcher.snapshot.generation, job.index.warnings + results.warnings)
  }

  private mutating func show(_ completion: CompletionReply) {
    var completion = completion
    completion.request = job.id
    guard job.form == .plain else { return writer.add { completion.encode(into: &$0) } }
    switch completion.kind {
    case .term: writer.addLine(completion.text)
    case .title(let path, let line): writer.addLine("\(path):\(line):1:\(completion.text)")
    }
  }
}
