import Glibc

/// Runs each body in a thread of its own, and waits for all of them: tasks would wait for each
/// other where there are fewer cores.
func inThreads(_ bodies: [@Sendable () -> Void]) {
  final class Box {
    let body: @Sendable () -> Void
    init(_ body: @escaping @Sendable () -> Void) { self.body = body }
  }
  let threads = bodies.map { body in
    var thread = pthread_t()
    let box = Unmanaged.passRetained(Box(body))
    let failure = pthread_create(
      &thread, nil,
      { box in
        if let box { Unmanaged<Box>.fromOpaque(box).takeRetainedValue().body() }
        return nil
      }, box.toOpaque())
    precondition(failure == 0)
    return thread
  }
  for thread in threads { pthread_join(thread, nil) }
}
