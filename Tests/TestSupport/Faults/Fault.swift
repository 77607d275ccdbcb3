import Glibc

/// A call of the system that can fail.
package enum SystemCall: String, Sendable, CaseIterable {
  case open, create, write, fsync, rename, unlink, mkdir, map, lock
}

/// Which call fails, and how.
package struct Fault: Sendable, CustomStringConvertible {
  package enum Kind: Sendable, Equatable {
    /// The call does nothing and leaves this error number.
    case error(Int32)
    /// A write takes half of its bytes; other calls are as ever.
    case short
  }

  /// Number of the call, from 1.
  package let call: Int
  /// How it fails.
  package let kind: Kind
  /// Which later calls fail in the same way; none if empty.
  package let later: Set<SystemCall>

  /// The call number `call` fails, and after it those named in `later`.
  package init(call: Int, _ kind: Kind, later: Set<SystemCall> = []) {
    self.call = call
    self.kind = kind
    self.later = later
  }

  /// The process or the machine stops before the call: nothing is done any more.
  package static func stop(before call: Int) -> Fault {
    Fault(call: call, .error(EIO), later: Set(SystemCall.allCases))
  }

  /// The disk is full from this call on.
  package static func diskFull(from call: Int) -> Fault {
    Fault(call: call, .error(ENOSPC), later: [.create, .write, .fsync, .rename, .mkdir])
  }

  /// No file can be opened from this call on.
  package static func noFiles(from call: Int) -> Fault {
    Fault(call: call, .error(EMFILE), later: [.open, .create])
  }

  package var description: String {
    let name: String =
      switch kind {
      case .error(let number): "error \(number)"
      case .short: "short"
      }
    return "call \(call): \(name)\(later.isEmpty ? "" : ", and later ones")"
  }
}
