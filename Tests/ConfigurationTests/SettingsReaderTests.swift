import SearchIndex
import TextAnalysis
import Testing

@testable import Configuration

@Suite struct SettingsReaderTests {
  private static let everything = """
    # All of it.
    index: here
    ranking:
      k1: 0.9
      b: 0.5
      adjacency-gap: 4
    weights: {title: 5, link: 0}
    query:
      limit: "20"
      mode: all
      sort: date-asc
      color: never
      group: no
    build:
      memory: 64
      threads: 1
      analyzer: whitespace
      stored-text: Off
    """

  @Test func everyKeyIsTaken() throws {
    let settings = try read(Self.everything)
    #expect(settings.index == "here")
    var ranking = RankingParameters()
    ranking.k1 = 0.9
    ranking.b = 0.5
    ranking.adjacencyGap = 4
    #expect(settings.ranking == ranking)
    #expect(settings.weights == [.title: 5, .link: 0])
    #expect(settings.limit == 20 && settings.mode == .all && settings.sort == .dateAscending)
    #expect(settings.color == .never && !settings.groupsLinks)
    #expect(settings.memoryMegabytes == 64 && settings.threads == 1)
    #expect(settings.analyzer == .whitespace && settings.storesText == false)
    #expect(settings.origins["ranking.b"] == SettingOrigin(path: "pidx.yaml", line: 5))
    #expect(settings.origins["weights.link"]?.line == 7 && settings.origins["ranking.decay"] == nil)
  }

  @Test func whatEntriesSayReadsBackAsTheSame() throws {
    for settings in [Settings(), try read(Self.everything)] {
      let text = settings.entries.map { entry in
        let parts = entry.key.split(separator: ".")
        return parts.count == 1
          ? [entry.key: entry.value] : [String(parts[0]): "{\(parts[1]): \(entry.value)}"]
      }
      var again = Settings()
      for line in text {
        for (key, value) in line { again = try read("\(key): \(value)\n", over: again) }
      }
      #expect(again.entries.map(\.value) == settings.entries.map(\.value))
      #expect(again.entries.allSatisfy { $0.origin != nil })
    }
  }

  @Test func laterFilesWinKeyByKey() throws {
    let first = try read("ranking: {k1: 0.5, b: 0.25}\nquery: {limit: 3}\n", path: "user")
    let second = try read("ranking: {k1: 0.75}\nquery:\n", path: "folder", over: first)
    #expect(second.ranking.k1 == 0.75 && second.ranking.b == 0.25 && second.limit == 3)
    #expect(second.origins["ranking.k1"]?.path == "folder")
    #expect(second.origins["ranking.b"]?.path == "user")
  }

  @Test(arguments: [
    ("rankng: {}", #"1:1: unknown key "rankng"; did you mean "ranking"?"#),
    ("ranking:\n  K1: 1", #"2:3: unknown key "K1"; did you mean "k1"?"#),
    ("query:\n  limits: 1", #"2:3: unknown key "limits"; did you mean "limit"?"#),
    ("limit: 1", #"1:1: unknown key "limit"; "limit" belongs below "query:""#),
    ("query.limit: 1", #"1:1: unknown key "query.limit"; "limit" belongs below "query:""#),
    ("query: {index: a}", #"1:9: unknown key "index"; "index" belongs at the left margin"#),
    ("zzz: 1", #"1:1: unknown key "zzz": choose from index, ranking, weights, query, build"#),
    ("query: {limit: -1}", #"1:16: query.limit takes a whole number from 0, not "-1""#),
    ("query: {limit: }", "1:16: query.limit takes a whole number from 0"),
    ("query: {limit: [1]}", "1:16: query.limit takes a whole number from 0"),
    (
      "query:\n  mode: some",
      #"2:9: query.mode takes any, all, phrase, prefix or fuzzy, not "some""#
    ),
    ("query: {group: maybe}", #"1:16: query.group takes true or false, not "maybe""#),
    ("ranking: {b: 2}", #"1:14: ranking.b takes a number from 0 to 1, not "2""#),
    ("ranking: {k1: nan}", #"1:15: ranking.k1 takes a number from 0 to 1000000, not "nan""#),
    ("weights: {title: 17}", #"1:18: weights.title takes a whole number from 0 to 16, not "17""#),
    (
      "build: {memory: 15}",
      #"1:17: build.memory takes a whole number from 16 to 1048576, not "15""#
    ),
    ("index: ~", "1:8: index takes the name of a folder"),
    ("- index", "1:1: a configuration is made of lines with a key, a colon and a value"),
    ("ranking: 1", "1:10: ranking is made of lines with a key, a colon and a value"),
    ("[a]: 1", "1:1: a key is one word"),
    ("index: a\nindex: b", "2:1: index stands on line 1 already: remove one of them"),
    (
      "query: {limit: &a 1}\nbuild: {threads: *a}",
      "2:18: build.threads takes a whole number from 0 to 1024"
    ),
  ])
  func complaintsNameThePlace(text: String, complaint: String) {
    #expect(problems(text) == [complaint])
  }

  @Test func everyMistakeIsTold() {
    let found = problems("a: 1\nquery: {limit: x, sort: y}\nranking: {k1: 1}\n")
    #expect(found.count == 3, "\(found)")
    #expect(found.map { $0.prefix(2) } == ["1:", "2:", "2:"])
  }

  @Test func whatIsNotYAMLIsTold() {
    #expect(problems("query: {limit: 1\n").first?.hasPrefix("2:1: not YAML: ") == true)
    #expect(problems("index: a\n---\nindex: b\n") == ["3:1: not YAML: a second document"])
  }

  @Test func foldersAreThoseOfTheFile() throws {
    let index = { (value: String, path: String) in
      try read("index: '\(value)'", path: path, home: "/home/me").index
    }
    #expect(try index("i", "pidx.yaml") == "i")
    #expect(try index("i", "/a/b/pidx.yaml") == "/a/b/i")
    #expect(try index("../i", "conf/x.yaml") == "conf/../i")
    #expect(try index("/i", "/a/pidx.yaml") == "/i")
    #expect(try index("~/i", "/a/pidx.yaml") == "/home/me/i")
    #expect(try read("index: '~/i'", path: "/a/pidx.yaml").index == "/a/~/i")
  }

  @Test func distancesAreLevenshtein() {
    #expect(editDistance("", "") == 0 && editDistance("abc", "") == 3)
    #expect(editDistance("kitten", "sitting") == 3 && editDistance("k1", "k1") == 0)
    #expect(editDistance("limit", "limits") == 1 && editDistance("증류", "증가") == 1)
  }
}
