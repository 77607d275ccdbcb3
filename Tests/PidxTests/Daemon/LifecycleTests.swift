import Glibc
import Testing

/// Starting, finding and stopping a server.
@Suite struct LifecycleTests {
  @Test func onlyItsOwnerMayComeIn() throws {
    let daemon = try Daemon(try Library())
    var info = stat()
    #expect(stat(daemon.socket, &info) == 0 && info.st_mode & 0o7777 == 0o600)
    let folder = String(daemon.socket.prefix { $0 != "\0" }.dropLast("/pidx.sock".count))
    #expect(stat(folder, &info) == 0 && info.st_mode & 0o7777 == 0o700)
  }

  @Test func aSecondServerIsToldOfTheFirst() throws {
    let library = try Library()
    let daemon = try Daemon(library)
    let result = try library.run("serve", "--socket", daemon.socket)
    #expect(result.status == 2)
    #expect(
      result.errors.contains("another server (process \(daemon.process)) listens"),
      "\(result.errors)")
    #expect(try daemon.client().command("ping") == ["pong"])
  }

  @Test func replacesTheSocketOfADeadServer() throws {
    let library = try Library()
    let first = try Daemon(library)
    #expect(try first.end(SIGKILL) == 128 + SIGKILL)
    #expect(access(first.socket, F_OK) == 0)
    let query = try library.run("serve", "--status", "--socket", first.socket)
    #expect(query.status == 1 && query.errors.contains("no server listens"), "\(query.errors)")
    let second = try Daemon(library)
    #expect(try second.client().command("ping") == ["pong"])
  }

  @Test func refusesPathsThatCannotBe() throws {
    let library = try Library()
    let path = library.scratch.path
    let long = path + "/" + String(repeating: "x", count: 100)
    try library.scratch.write("precious", to: "private/file")
    try library.scratch.write("", to: "open/file")
    chmod("\(path)/private", 0o700)
    chmod("\(path)/open", 0o755)
    for (socket, reason) in [
      (long, "may have 107 bytes"), ("\(path)/private/file", "no socket of yours"),
      ("\(path)/open/pidx.sock", "chmod 700"), ("\(path)/no/such/pidx.sock", "No such file"),
      ("\(path)/private/file/pidx.sock", "no folder"),
    ] {
      let result = try library.run("serve", "--socket", socket)
      #expect(result.status == 2 && result.errors.contains(reason), "\(result.errors)")
    }
    #expect(try library.scratch.text("private/file") == "precious")
    let missing = try library.run("serve", "--index", "nowhere", "--socket", "\(path)/private/s")
    #expect(missing.status == 2 && missing.errors.contains("pidx build"), "\(missing.errors)")
  }

  @Test func theStandardPathIsPrivate() throws {
    let library = try Library()
    let runtime = ["XDG_RUNTIME_DIR": library.scratch.path]
    let given = try library.run("serve", "--where", environment: runtime)
    #expect(given.text.hasPrefix("\(library.scratch.path)/pidx/"), "\(given.text)")
    #expect(given.text.hasSuffix(".sock\n"))
    let other = try library.run("serve", "--where", "--index", "other", environment: runtime)
    #expect(other.text != given.text)
    let fallback = try library.run("serve", "--where")
    #expect(fallback.text.hasPrefix("/tmp/pidx-\(geteuid())/"), "\(fallback.text)")
  }

  @Test func takesTheSocketOfSystemd() throws {
    let library = try Library()
    let path = "\(library.scratch.path)/given.sock"
    let listening = try ListeningDescriptor(path)
    let daemon = try Daemon(library, handingOver: listening.descriptor)
    let client = try SocketClient(path)
    #expect(try client.command("ping") == ["pong"])
    #expect(try daemon.end() == 0)
    // It is systemd's to remove.
    #expect(access(path, F_OK) == 0)
  }

  private static let activator = "/usr/bin/systemd-socket-activate"

  @Test(
    .enabled(
      if: access(activator, X_OK) == 0,
      "\(activator) is not there: it comes with the package systemd"))
  func startsWhenSomebodyConnectsToTheSocketOfSystemd() throws {
    let library = try Library()
    let path = "\(library.scratch.path)/given.sock"
    let process = try RunningProcess(
      library.scratch, ["serve", "--config", "/dev/null"], by: [Self.activator, "-l", path])
    #expect(try waits { access(path, F_OK) == 0 })
    let client = try SocketClient(path)
    #expect(try client.command("ping") == ["pong"], "\(process.errors)")
    // It answers as soon as it listens, and then says that it does.
    #expect(try waits { process.errors.contains("the socket of systemd") }, "\(process.errors)")
    // It has become the server, so its end is the server's.
    #expect(process.end(SIGTERM) == 0, "\(process.errors)")
    #expect(access(path, F_OK) == 0)
  }

  @Test func endsWhenNobodyAsks() throws {
    let daemon = try Daemon(try Library(), ["--exit-idle", "2"])
    #expect(try waits { try daemon.hasEnded() })
    #expect(try daemon.end(0) == 0)
    #expect(access(daemon.socket, F_OK) != 0)
  }

  @Test func startsAServerForTheCommandLine() throws {
    let library = try Library()
    let runtime = ["XDG_RUNTIME_DIR": library.scratch.path]
    defer { _ = try? library.run("serve", "--stop", environment: runtime) }
    for arguments in [
      ["가우시안"], ["--vimgrep", "증류"], ["--explain", "모델"], ["--limit", "1", "가우시안"],
    ] {
      let program = Library.program
      let words = ["query"] + arguments
      let plain = try Process.run(program, words, in: library.scratch.path)
      let asked = try Process.run(
        program, words + ["--daemon"], in: library.scratch.path, environment: runtime)
      #expect(asked.text == plain.text && asked.status == 0, "\(asked.errors)")
    }
    let none = try library.run("query", "--daemon", "zzzyx", environment: runtime)
    #expect(none.status == 1 && none.text == "")
    let wrong = try library.run("query", "--daemon", "--trec", "x", environment: runtime)
    #expect(wrong.status == 2)
    let status = try library.run("serve", "--status", environment: runtime)
    #expect(status.status == 0 && status.text.contains("3 files"), "\(status.text)")
    #expect(try library.run("serve", "--stop", environment: runtime).status == 0)
    #expect(try library.run("serve", "--stop", environment: runtime).status == 1)
    let missing = try library.run(
      "query", "--daemon", "--index", "nowhere", "x", environment: runtime)
    #expect(missing.status == 2 && missing.errors.contains("nowhere"), "\(missing.errors)")
  }

  @Test(.enabled(if: OtherUser.canRun(Library.program)))
  func otherUsersAreRefused() throws {
    let library = try Library()
    let daemon = try Daemon(library)
    // As if the modes had failed: only the system's word for who connects is left.
    chmod(library.scratch.path, 0o755)
    chmod("\(library.scratch.path)/run", 0o755)
    chmod(daemon.socket, 0o666)
    let result = try OtherUser.run(
      [Library.program, "serve", "--status", "--socket", daemon.socket], in: library.scratch.path)
    #expect(result.status == 2 && result.errors.contains("another user"), "\(result.errors)")
    #expect(try daemon.client().command("ping") == ["pong"])
  }
}

/// Another user than the one who runs the tests, if that is root.
enum OtherUser {
  static func run(_ command: [String], in folder: String) throws -> ProcessResult {
    try Process.run(
      "/usr/bin/setpriv", ["--reuid=65534", "--regid=65534", "--clear-groups"] + command,
      in: folder)
  }

  /// Whether another user can run a program.
  static func canRun(_ program: String) -> Bool {
    guard geteuid() == 0, access("/usr/bin/setpriv", X_OK) == 0 else { return false }
    return (try? run([program, "--version"], in: "/"))?.status == 0
  }
}

/// A socket that listens, made by somebody else than the server.
final class ListeningDescriptor {
  let descriptor: Int32

  init(_ path: String) throws {
    descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | O_CLOEXEC, 0)
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: Array(path.utf8)) }
    let bound = withUnsafePointer(to: address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
    try #require(bound == 0 && listen(descriptor, 16) == 0)
  }

  deinit { close(descriptor) }
}
