import IndexBytes
import SearchProtocol

extension IndexError {
  /// The failure on one line, with advice where the engine has none to give.
  public var advised: String {
    var error = self
    if code == .noIndex && remedy.isEmpty {
      error.remedy = "build one with `pidx build PATH…`, or name another folder with --index"
    }
    return error.description
  }

  /// The failure as the protocol reports it.
  public var reply: ErrorReply {
    ErrorReply(code: ErrorCode(rawValue: code.rawValue) ?? .system, message: advised)
  }
}
