/// Why a request failed: stable words for programs.
public enum ErrorCode: String, Sendable, CaseIterable {
  /// The request is not one: bad JSON, an unknown op, a field of the wrong type.
  case badRequest = "bad_request"
  /// The request, its line or its answer passes a limit.
  case tooLarge = "too_large"
  /// Too many requests or clients at once.
  case busy
  /// A newer request with the same `supersede` key took its place, or the client cancelled it.
  case cancelled
  /// It took longer than allowed.
  case timeout
  /// There is no index where one was looked for.
  case noIndex = "no_index"
  /// The index has no such file.
  case notFound = "not_found"
  /// The index is damaged.
  case corrupt
  /// The index was written by another version of pidx.
  case wrongVersion = "wrong_version"
  /// Another process is writing to the index.
  case locked
  /// The operating system refused.
  case system
  /// Client and server speak different versions of the protocol.
  case proto
}
