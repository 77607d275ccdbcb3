import Glibc
import IndexBytes

/// Where a server and its clients meet.
public enum SocketPath {
  /// Bytes of a socket's path at most: `sun_path` less the zero behind it.
  public static let maximumBytes = 107

  /// The socket of the server whose first index is in `folder`: `pidx/HASH.sock` in
  /// $XDG_RUNTIME_DIR, or `/tmp/pidx-UID/HASH.sock` where that is not set.
  ///
  /// - Parameter folder: The index folder, absolute and without symbolic links.
  /// - Returns: The path; nothing is made.
  public static func standard(forIndex folder: String) -> String {
    let hash = String(Checksum.hash64(Array(folder.utf8)), radix: 16)
    return standardFolder + "/" + String(repeating: "0", count: 16 - hash.count) + hash + ".sock"
  }

  /// The folder of the standard sockets.
  static var standardFolder: String {
    if let runtime = getenv("XDG_RUNTIME_DIR").map({ String(cString: $0) }), runtime.hasPrefix("/")
    {
      return (runtime.hasSuffix("/") ? String(runtime.dropLast()) : runtime) + "/pidx"
    }
    return "/tmp/pidx-\(geteuid())"
  }

  /// The address of the socket at `path`.
  ///
  /// - Throws: `SocketError` where the path is too long for one.
  public static func address(_ path: String) throws(SocketError) -> sockaddr_un {
    let bytes = Array(path.utf8)
    guard bytes.count <= maximumBytes else {
      throw SocketError(
        "\(path): a socket's path may have \(maximumBytes) bytes, this one has \(bytes.count): "
          + "name a shorter one with --socket")
    }
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
    return address
  }
}

extension sockaddr_un {
  /// Connects a socket to this address; 0, or -1 with `errno`.
  public func connect(_ descriptor: Int32) -> Int32 {
    call { Glibc.connect(descriptor, $0, $1) }
  }

  /// Binds a socket to this address; 0, or -1 with `errno`.
  func bind(_ descriptor: Int32) -> Int32 { call { Glibc.bind(descriptor, $0, $1) } }

  private func call(_ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32) -> Int32 {
    withUnsafePointer(to: self) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        body($0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
  }
}
