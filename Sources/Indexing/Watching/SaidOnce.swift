import IndexBytes

/// Keeps a line that every look at the corpus gives from being said every time.
final class SaidOnce: Sendable {
  private let state = LockedValue((before: Set<String>(), now: Set<String>()))

  /// Begins a look: lines of the one before are known, older ones are not.
  func begin() { state.withLock { $0 = ($0.now, []) } }

  /// Whether neither this look nor the one before it gave the line.
  func isNew(_ line: String) -> Bool {
    state.withLock { $0.now.insert(line).inserted && !$0.before.contains(line) }
  }
}
