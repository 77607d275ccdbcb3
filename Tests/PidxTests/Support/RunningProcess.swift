import Glibc
import Testing

/// A program that goes on running beside the test; killed at the latest when the test lets go of it.
final class RunningProcess {
  let process: pid_t
  private let scratch: Scratch
  private let name: String
  private var status: Int32?

  /// Starts pidx in the scratch folder.
  convenience init(_ scratch: Scratch, _ arguments: String...) throws {
    try self.init(scratch, arguments)
  }

  /// Starts pidx in the scratch folder, by another program where one is given.
  init(_ scratch: Scratch, _ arguments: [String], by wrapper: [String] = []) throws {
    self.scratch = scratch
    name = "process-\(arguments[0])"
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    for (descriptor, suffix) in [(STDOUT_FILENO, "out"), (STDERR_FILENO, "err")] {
      posix_spawn_file_actions_addopen(
        &actions, descriptor, "\(scratch.path)/\(name).\(suffix)", O_WRONLY | O_CREAT | O_TRUNC,
        0o644)
    }
    let words = ["/usr/bin/env", "-C", scratch.path] + wrapper + [Library.program] + arguments
    var pointers = words.map { strdup($0) } + [nil]
    defer { for pointer in pointers { free(pointer) } }
    var process: pid_t = 0
    try #require(posix_spawn(&process, words[0], &actions, nil, &pointers, environ) == 0)
    self.process = process
  }

  deinit {
    guard status == nil else { return }
    kill(process, SIGKILL)
    _ = end()
  }

  var output: String { (try? scratch.text("\(name).out")) ?? "" }
  var errors: String { (try? scratch.text("\(name).err")) ?? "" }

  /// Sends a signal and waits: the status, or 128 and the number of the signal that ended it.
  func end(_ signal: Int32) -> Int32 {
    kill(process, signal)
    return end()
  }

  /// Waits for the end.
  func end() -> Int32 {
    if let status { return status }
    var raw: Int32 = 0
    while waitpid(process, &raw, 0) < 0 && errno == EINTR {}
    let result = raw & 0x7F == 0 ? raw >> 8 & 0xFF : 128 + raw & 0x7F
    status = result
    return result
  }

  /// Waits until `condition` holds; false after a minute.
  static func waited(_ condition: () throws -> Bool) -> Bool {
    for _ in 0..<6000 {
      if (try? condition()) == true { return true }
      usleep(10_000)
    }
    return false
  }
}
