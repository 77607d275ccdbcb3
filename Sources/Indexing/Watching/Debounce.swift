/// Decides when changes that come in bursts are applied, in seconds of a clock that only goes forward.
///
/// After the last change of a burst it waits for `quiet`; a burst that does not end is applied after
/// `longest`.
struct Debounce {
  let quiet: Double
  let longest: Double
  private var first: Double?
  private var last = 0.0

  init(quiet: Double, longest: Double) {
    self.quiet = quiet
    self.longest = longest
  }

  /// A change at `now`.
  mutating func note(_ now: Double) {
    first = first ?? now
    last = now
  }

  /// When the changes are to be applied; nil where there is none.
  var due: Double? { first.map { min($0 + longest, last + quiet) } }

  /// Forgets the changes: they are being applied.
  mutating func clear() { first = nil }
}
