/// Why bytes are not JSON, and where.
public struct JSONError: Error, Equatable, Sendable {
  /// Offset of the first byte that does not fit.
  public var offset: Int
  /// What was expected or is wrong there.
  public var detail: String

  /// Makes an error from its parts.
  public init(offset: Int, detail: String) {
    self.offset = offset
    self.detail = detail
  }
}

extension JSONError: CustomStringConvertible {
  /// One line: where and what.
  public var description: String { "not JSON at byte \(offset): \(detail)" }
}
