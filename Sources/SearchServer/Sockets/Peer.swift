import Glibc
import NIOCore

/// Who is at the other end of a connection.
enum Peer {
  /// Whether the process at the other end ran as our user when it connected (SO_PEERCRED).
  ///
  /// - Throws: `PeerError` where the system does not say, which counts as no.
  static func isOwner(_ channel: any Channel) throws -> Bool {
    guard let provider = channel as? any SocketOptionProvider else { throw PeerError() }
    let credentials: EventLoopFuture<PeerCredentials> = provider.unsafeGetSocketOption(
      level: .socket, name: NIOBSDSocket.Option(rawValue: SO_PEERCRED))
    // On the channel's own event loop the answer is there at once.
    var result: Result<PeerCredentials, any Error> = .failure(PeerError())
    credentials.assumeIsolated().whenComplete { result = $0 }
    return try result.get().user == geteuid()
  }
}

/// The system does not tell who is at the other end.
struct PeerError: Error {}

/// `struct ucred` of Linux, which Swift's Glibc does not show.
struct PeerCredentials: Sendable {
  var process: Int32 = 0
  var user: UInt32 = .max
  var group: UInt32 = .max
}
