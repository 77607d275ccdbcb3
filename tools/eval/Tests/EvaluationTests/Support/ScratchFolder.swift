import Evaluation

/// A new empty folder that goes away with its owner.
final class ScratchFolder {
  let path: String

  init() throws {
    path = try Folder.scratch()
  }

  deinit {
    Folder.remove(path)
  }

  /// Writes a file, making the folders above it; gives its path.
  @discardableResult
  func write(_ text: String, to name: String) throws -> String {
    let file = "\(path)/\(name)"
    try Folder.make(Folder.parent(file))
    try File.write(text, to: file)
    return file
  }

  /// The text of a file.
  func text(_ name: String) throws -> String {
    String(decoding: try File.read("\(path)/\(name)"), as: UTF8.self)
  }
}
