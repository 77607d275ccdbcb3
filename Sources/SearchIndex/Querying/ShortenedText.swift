extension StringProtocol {
  /// The text as a message quotes it: a long one is cut, since nobody reads all of it there.
  package var shortened: String {
    let longest = 60
    let start = prefix(longest)
    return start.endIndex == endIndex ? String(self) : start + "…"
  }
}
