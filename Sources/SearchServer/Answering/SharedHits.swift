import IndexBytes
import SearchIndex

/// The hits of an answer, shown by the thread that answers from the first one on, and by one that helps
/// it from the last.
///
/// The answer never waits: a hit that the helper has not finished when it is due is shown twice.
final class SharedHits: Sendable {
  private struct State {
    /// The next hit of the answer.
    var first = 0
    /// The helper has begun with the hits from here on.
    var last: Int
    /// Hits that the helper has shown.
    var shown: [Int: ShownHit] = [:]
  }

  private let shower: HitShower
  private let snapshot: Snapshot
  private let state: LockedValue<State>

  /// - Parameters:
  ///   - shower: Shows the hits.
  ///   - snapshot: What was searched.
  init(_ shower: HitShower, of snapshot: Snapshot) {
    self.shower = shower
    self.snapshot = snapshot
    state = LockedValue(State(last: shower.count))
  }

  /// Takes the next hit of the answer: its place, and the hit itself if the helper has shown it.
  /// Nil behind the last one.
  func next() -> (place: Int, shown: ShownHit?)? {
    state.withLock { state in
      let place = state.first
      guard place < shower.count else { return nil }
      state.first += 1
      return (place, state.shown.removeValue(forKey: place))
    }
  }

  /// Nobody takes hits any more.
  func close() { state.withLock { $0.first = shower.count } }

  /// Shows hits until those that are left are under way. An error is for the thread that answers to
  /// find.
  func help(_ worker: Worker, _ index: ServedIndex) {
    let searcher = worker.searcher(index)
    // There may be a newer generation by now.
    guard searcher.snapshot === snapshot else { return }
    var files = FileStates()
    while let place = claim() {
      guard let shown = try? shower.show(place, searcher, &files) else {
        return worker.forget(index)
      }
      state.withLock { $0.shown[place] = shown }
    }
  }

  /// The last hit that nobody has begun with, unless it is due before it could be shown.
  private func claim() -> Int? {
    state.withLock { state in
      guard state.last - 1 > state.first else { return nil }
      state.last -= 1
      return state.last
    }
  }
}
