/// A compiled query that whoever works on it holds without a copy, which would count a dozen
/// arrays.
final class SharedQuery: Sendable {
  let query: CompiledQuery

  init(_ query: CompiledQuery) { self.query = query }
}
