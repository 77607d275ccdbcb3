import Indexing
import SearchIndex
import SearchProtocol

extension SourceComparison {
  /// A line a file, then a summary.
  var text: String {
    let groups = [("changed", changed), ("new", new), ("gone", gone)]
    var text = ""
    for (word, paths) in groups {
      for path in paths { text += "\(padded(word, to: 7))  \(SafeText.oneLine(path))\n" }
    }
    let unread = unreadable.isEmpty ? "" : ", \(grouped(unreadable.count)) unreadable"
    return text
      + "\(counted(changed.count, "file")) changed, \(grouped(new.count)) new, "
      + "\(grouped(gone.count)) gone, \(grouped(unchanged)) unchanged\(unread)\n"
  }

  /// One line of JSON.
  func json(_ snapshot: Snapshot) -> [UInt8] {
    var writer = JSONWriter()
    writer.beginObject()
    writer.member("index", snapshot.folder)
    writer.member("gen", snapshot.generation)
    writer.member("fresh", isFresh)
    writer.member("changed", changed)
    writer.member("new", new)
    writer.member("gone", gone)
    writer.member("unchanged", unchanged)
    writer.member("unreadable", unreadable)
    writer.endObject()
    writer.endLine()
    return writer.bytes
  }
}
