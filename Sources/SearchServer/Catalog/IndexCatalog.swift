import SearchProtocol

/// The indexes that the server answers from, by name and by folder.
public struct IndexCatalog: Sendable {
  /// In the order they were given; the first is asked unless a request names another.
  public let indexes: [ServedIndex]

  /// A catalog of at least one index.
  public init(_ indexes: [ServedIndex]) {
    precondition(!indexes.isEmpty)
    self.indexes = indexes
  }

  /// The index that a request means.
  ///
  /// - Throws: `ErrorReply` `.noIndex` that names those there are.
  func index(_ name: String?) throws(ErrorReply) -> ServedIndex {
    guard let name else { return indexes[0] }
    let folder = name.count > 1 && name.hasSuffix("/") ? String(name.dropLast()) : name
    if let index = indexes.first(where: { $0.name == name || $0.folder == folder }) {
      return index
    }
    let names = indexes.map(\.name).joined(separator: ", ")
    throw ErrorReply(
      code: .noIndex, message: "no index \(name) here; this server has \(names)")
  }
}
