import Glibc
import TestSupport
import Testing

@Suite("Memory on damaged indexes")
struct MemoryTests {
  /// Runs pidx and tells how much memory it took at most, in kilobytes.
  private func memory(_ arguments: [String], _ library: Library) throws -> Int {
    var words = ([Library.program] + arguments).map { strdup($0) } + [nil]
    defer { for word in words { free(word) } }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    for file in [STDOUT_FILENO, STDERR_FILENO] {
      posix_spawn_file_actions_addopen(&actions, file, "/dev/null", O_WRONLY, 0)
    }
    var process: pid_t = 0
    try #require(posix_spawn(&process, Library.program, &actions, nil, &words, environ) == 0)
    var status: Int32 = 0
    var usage = rusage()
    while wait4(process, &status, 0, &usage) < 0 && errno == EINTR {}
    // 0, 1 and 2 are ways to end; a signal is none.
    #expect(status & 0x7F == 0 && status >> 8 & 0xFF <= 2, "status \(status)")
    return usage.ru_maxrss
  }

  @Test("a damaged byte costs no more than twice the memory")
  func memory() throws {
    var random = SeededGenerator("memory")
    let library = try Library()
    let index = "\(library.scratch.path)/index"
    let commands = [["verify", "--index", index], ["query", "가우시안", "--index", index]]
    let normal = try commands.map { try memory($0, library) }
    var largest = [0, 0]
    for name in try library.indexFiles() {
      let whole = try library.scratch.read(name)
      for _ in 0..<(getenv("PIDX_FAULTS") == nil ? 20 : 400) {
        var damaged = whole
        damaged[random.below(whole.count)] ^= 1 << UInt8(random.below(8))
        library.scratch.remove(name)
        try library.scratch.write(damaged, to: name)
        for (number, command) in commands.enumerated() {
          largest[number] = max(largest[number], try memory(command, library))
        }
      }
      library.scratch.remove(name)
      try library.scratch.write(whole, to: name)
    }
    print("memory of verify and query: \(normal) kB, at most \(largest) kB on damaged indexes")
    for number in commands.indices { #expect(largest[number] <= 2 * normal[number]) }
  }
}
