import NIOPosix
import SearchIndex
import Synchronization

/// A thread that helps with an answer, if it has nothing else to do: with what is asked of it, others can
/// do without it.
///
/// Checked: its worker is touched by whoever set `isBusy`, and by nobody else until it is reset.
final class Helper: @unchecked Sendable {
  private let pool: NIOThreadPool
  private let worker = Worker()
  private let isBusy = Atomic(false)

  /// A helper on one of the pool's threads.
  init(_ pool: NIOThreadPool) { self.pool = pool }

  /// Does some work, soon, or not at all.
  func lend(_ work: @escaping @Sendable (Worker) -> Void) {
    guard take() else { return }
    pool.submit { state in
      if state == .active { work(self.worker) }
      self.isBusy.store(false, ordering: .releasing)
    }
  }

  /// Lets go of old generations, unless it is busy: then it does so when it helps next.
  func forgetOld(_ indexes: [ServedIndex]) {
    guard take() else { return }
    worker.forgetOld(indexes)
    isBusy.store(false, ordering: .releasing)
  }

  private func take() -> Bool {
    isBusy.compareExchange(
      expected: false, desired: true, successOrdering: .acquiring, failureOrdering: .relaxed
    ).exchanged
  }
}
