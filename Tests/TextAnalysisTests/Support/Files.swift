import Glibc

/// Calls `body` with the path and content of every file in a folder, or of the one file at `path`.
func forEachFile(under path: String, _ body: (String, [UInt8]) -> Void) {
  guard let folder = opendir(path) else {
    if let content = content(of: path) { body(path, content) }
    return
  }
  defer { closedir(folder) }
  while let entry = readdir(folder) {
    let name = withUnsafePointer(to: &entry.pointee.d_name) {
      $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
    }
    if name != ".", name != ".." { forEachFile(under: path + "/" + name, body) }
  }
}

private func content(of path: String) -> [UInt8]? {
  guard let file = fopen(path, "r") else { return nil }
  defer { fclose(file) }
  var content: [UInt8] = []
  var block = [UInt8](repeating: 0, count: 1 << 16)
  while true {
    let count = fread(&block, 1, block.count, file)
    guard count > 0 else { return content }
    content += block[..<count]
  }
}
