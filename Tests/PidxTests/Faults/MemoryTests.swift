import Glibc
import TestSupport
import Testing

@Suite("Memory on damaged indexes")
struct MemoryTests {
  /// Kilobytes that are far more than pidx ever needs here.
  private static let plenty = 1 << 20

  /// Runs pidx with so many kilobytes of memory to write to (RLIMIT_DATA); the exit status.
  ///
  /// A limit, and no measurement: the peak that the system reports of a process is that of its parent
  /// if that had more when it started it.
  private func run(_ arguments: [String], kilobytes: Int, _ library: Library) throws -> Int32 {
    let script = #"ulimit -d "$1" && shift && exec "$@""#
    return try Process.run(
      "sh", ["-c", script, "sh", "\(kilobytes)", Library.program] + arguments,
      in: library.scratch.path
    ).status
  }

  /// The least memory with which a command goes through, to a twentieth.
  private func need(_ arguments: [String], _ library: Library) throws -> Int {
    var (tooLittle, enough) = (0, Self.plenty)
    while enough - tooLittle > enough / 20 {
      let middle = (tooLittle + enough) / 2
      if try run(arguments, kilobytes: middle, library) == 0 {
        enough = middle
      } else {
        tooLittle = middle
      }
    }
    return enough
  }

  @Test("a damaged byte costs no more than twice the memory")
  func memory() throws {
    var random = SeededGenerator("memory")
    let library = try Library()
    let commands = [["verify"], ["query", "가우시안"]]
    guard try run(commands[0], kilobytes: Self.plenty, library) == 0 else {
      print("skipped: a sanitizer needs more memory than can be limited")
      return
    }
    let needs = try commands.map { try need($0, library) }
    var runs = 0
    for name in try library.indexFiles() {
      let whole = try library.scratch.read(name)
      for _ in 0..<(getenv("PIDX_FAULTS") == nil ? 20 : 400) {
        var damaged = whole
        let (place, bit) = (random.below(whole.count), random.below(8))
        damaged[place] ^= 1 << UInt8(bit)
        library.scratch.remove(name)
        try library.scratch.write(damaged, to: name)
        for (command, need) in zip(commands, needs) {
          // 0, 1 and 2 are ways to end; a signal is none.
          let status = try run(command, kilobytes: 2 * need, library)
          #expect((0...2).contains(status), "\(name), bit \(bit) of byte \(place), \(command)")
          runs += 1
        }
      }
      library.scratch.remove(name)
      try library.scratch.write(whole, to: name)
    }
    print("memory: \(needs) kB for verify and query, \(runs) damaged runs within twice that")
  }
}
