import ArgumentParser
import Glibc
import IndexBytes
import SearchServer

/// Where the server is.
struct SocketOption: ParsableArguments {
  @Option(
    name: .customLong("socket"),
    help: ArgumentHelp("Path of the server's socket.", valueName: "path"),
    completion: .file())
  var given: String?

  func validate() throws {
    if given == "" { throw ValidationError("--socket needs a path.") }
  }

  /// The path that was given, or the standard one of the index in `folder`.
  static func path(_ given: String?, forIndex folder: String) throws -> String {
    given ?? SocketPath.standard(forIndex: folder)
  }
}

/// An index as `pidx serve` is told it: a folder, perhaps with a name.
struct NamedFolder {
  /// What requests call it.
  let name: String
  /// The folder, absolute and without symbolic links where it exists.
  let folder: String

  /// Reads `NAME=FOLDER` or `FOLDER`, whose name is its last part.
  init(_ argument: String) throws {
    let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    let path = String(parts.count == 2 && !parts[0].contains("/") ? parts[1] : argument[...])
    guard !path.isEmpty else { throw ValidationError("--index needs the name of a folder.") }
    folder = Self.absolute(path)
    name =
      parts.count == 2 && !parts[0].contains("/")
      ? String(parts[0]) : folder.split(separator: "/").last.map(String.init) ?? "/"
  }

  /// The canonical name of a folder; where it does not exist, the best there is.
  static func absolute(_ path: String) -> String {
    guard let resolved = realpath(path, nil) else { return path }
    defer { free(resolved) }
    return String(cString: resolved)
  }
}
