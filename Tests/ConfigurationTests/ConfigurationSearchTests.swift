import Glibc
import TestSupport
import Testing

@testable import Configuration

@Suite struct ConfigurationSearchTests {
  private let scratch: ScratchFolder

  init() throws {
    scratch = try ScratchFolder()
    for folder in ["home", "home/.config", "home/.config/pidx", "notes", "notes/a", "notes/a/b"] {
      try #require(mkdir(scratch.path(folder), 0o755) == 0)
    }
  }

  private func write(_ name: String, _ text: String) throws {
    try scratch.write(name, Array(text.utf8))
  }

  private func settings(
    named: String? = nil, in folder: String = "notes/a/b", _ environment: [String: String] = [:]
  ) throws -> Settings {
    let variables = ["HOME": scratch.path("home")].merging(environment) { $1 }
    return try ConfigurationSearch(
      named: named, folder: scratch.path(folder),
      environment: .init(
        config: variables["PIDX_CONFIG"], configHome: variables["XDG_CONFIG_HOME"],
        home: variables["HOME"])
    ).settings()
  }

  @Test func withoutFilesTheDefaultsHold() throws {
    let found = try settings()
    #expect(found.entries.map(\.value) == Settings().entries.map(\.value))
    #expect(found.origins.isEmpty && found.warnings.isEmpty)
  }

  @Test func theFolderWinsOverTheUser() throws {
    try write("home/.config/pidx/config.yaml", "query: {limit: 1, sort: date}")
    try write("notes/pidx.yaml", "query: {limit: 2}\nindex: i")
    let found = try settings()
    #expect(found.limit == 2 && found.sort == .date)
    #expect(found.index == scratch.path("notes/i"))
  }

  @Test func theNearestFolderAloneCounts() throws {
    try write("notes/pidx.yaml", "query: {limit: 2, sort: date}")
    try write("notes/a/pidx.yaml", "query: {limit: 3}")
    let found = try settings()
    #expect(found.limit == 3 && found.sort == .score)
    #expect(try settings(in: "notes").limit == 2)
    #expect(try settings(in: "notes/a").origins["query.limit"]?.path == "pidx.yaml")
  }

  @Test func aNamedFileIsTheOnlyOne() throws {
    try write("home/.config/pidx/config.yaml", "query: {limit: 1}")
    try write("notes/pidx.yaml", "query: {sort: date}")
    try write("one.yaml", "build: {threads: 1}")
    try write("two.yaml", "build: {threads: 2}")
    let variable = ["PIDX_CONFIG": scratch.path("one.yaml")]
    #expect(try settings(variable).threads == 1)
    let found = try settings(named: scratch.path("two.yaml"), variable)
    #expect(found.threads == 2 && found.limit == 10 && found.sort == .score)
    #expect(try settings(named: "/dev/null").origins.isEmpty)
    #expect(try settings(["PIDX_CONFIG": ""]).limit == 1)
  }

  @Test func theBaseFolderIsThatOfXDG() throws {
    try write("home/.config/pidx/config.yaml", "query: {limit: 1}")
    try #require(mkdir(scratch.path("home/pidx"), 0o755) == 0)
    try write("home/pidx/config.yaml", "query: {limit: 2}")
    #expect(try settings(["XDG_CONFIG_HOME": scratch.path("home")]).limit == 2)
    #expect(try settings(["XDG_CONFIG_HOME": ""]).limit == 1)
    #expect(try settings(["XDG_CONFIG_HOME": "relative"]).limit == 1)
    #expect(try settings(["HOME": "", "XDG_CONFIG_HOME": ""]).limit == 10)
  }

  @Test func aNamedFileMustBeThere() {
    for environment in [["PIDX_CONFIG": scratch.path("none")], [:]] {
      let named = environment.isEmpty ? scratch.path("none") : nil
      let error = #expect(throws: ConfigurationError.self) {
        try settings(named: named, environment)
      }
      #expect(error?.description.contains("/none: No such file") == true)
    }
  }

  @Test func whatIsNoRegularFileIsPassedOver() throws {
    try write("notes/pidx.yaml", "query: {limit: 2}")
    try #require(mkdir(scratch.path("notes/a/pidx.yaml"), 0o755) == 0)
    try #require(mkfifo(scratch.path("notes/a/b/pidx.yaml"), 0o644) == 0)
    #expect(try settings().limit == 2)
  }

  @Test func endlessFilesEnd() {
    let error = #expect(throws: ConfigurationError.self) { try settings(named: "/dev/zero") }
    #expect(error?.description.contains("longer than 1 MiB") == true)
  }

  @Test func foldersOfEverybodyAreNotTrusted() throws {
    try write("notes/pidx.yaml", "query: {limit: 2}")
    try write("notes/a/pidx.yaml", "query: {limit: 3}")
    try #require(chmod(scratch.path("notes/a"), 0o1777) == 0)
    let found = try settings()
    #expect(found.limit == 2)
    #expect(
      found.warnings.count == 1 && found.warnings.first?.contains("notes/a/pidx.yaml") == true)
    #expect(try settings(named: scratch.path("notes/a/pidx.yaml")).limit == 3)
  }

  @Test func mistakesNameTheFile() throws {
    try write("notes/pidx.yaml", "query:\n  limit: many")
    let error = #expect(throws: ConfigurationError.self) { try settings() }
    let name = scratch.path("notes/pidx.yaml")
    #expect(error?.description.hasPrefix("\(name):2:10: query.limit takes") == true)
  }
}
