import Glibc

/// Something in a folder, and how the system is asked about it.
struct FolderEntry {
  /// What it is called in messages, and opened by.
  let path: String
  /// The descriptor of the folder it is in, which spares the system the way there.
  let folder: Int32
  /// What it is called in `folder`.
  let name: String

  /// What is at a path, wherever that leads.
  init(path: String) {
    self.path = path
    folder = AT_FDCWD
    name = path
  }

  /// What has a name in a folder, asked about in the open folder where there is one, which must stay
  /// open as long as this is used.
  ///
  /// - Parameters:
  ///   - name: Its name.
  ///   - path: The path of its folder.
  ///   - folder: The folder; nil where it is not open.
  init(_ name: String, in path: String, _ folder: OpenFolder?) {
    self.path = RootPath.join(path, name)
    self.folder = folder?.descriptor ?? AT_FDCWD
    self.name = folder == nil ? self.path : name
  }
}
