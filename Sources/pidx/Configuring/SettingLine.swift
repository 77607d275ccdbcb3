import Configuration
import SearchProtocol

/// A setting as `pidx config` shows it.
struct SettingLine {
  /// What made a setting.
  enum Source {
    case preset, flag
    case file(SettingOrigin)
  }

  var key: String
  var value: String
  var source: Source
}

extension SettingLine {
  init(_ entry: SettingEntry) {
    self.init(
      key: entry.key, value: entry.value, source: entry.origin.map(Source.file) ?? .preset)
  }

  /// What made it, in words.
  var place: String {
    switch source {
    case .preset: "default"
    case .flag: "flag"
    case .file(let origin): "\(origin.path):\(origin.line)"
    }
  }
}

/// A line a setting: key, value, what made it.
func settingsTable(_ lines: [SettingLine]) -> String {
  let rows = lines.map { [$0.key, $0.value, $0.place].map(SafeText.oneLine) }
  let widths = (0..<2).map { column in rows.map { displayWidth($0[column]) }.max() ?? 0 }
  return rows.map {
    "\(padded($0[0], to: widths[0]))  \(padded($0[1], to: widths[1]))  \($0[2])\n"
  }.joined()
}

/// An object a setting: `key`, `value` (a string), `source` ("default", "flag" or "file"), and for
/// files `path` and `line`.
func settingsJSON(_ lines: [SettingLine]) -> [UInt8] {
  var writer = JSONWriter()
  for line in lines {
    writer.beginObject()
    writer.member("key", line.key)
    writer.member("value", line.value)
    switch line.source {
    case .preset, .flag: writer.member("source", line.place)
    case .file(let origin):
      writer.member("source", "file")
      writer.member("path", origin.path)
      writer.member("line", origin.line)
    }
    writer.endObject()
    writer.endLine()
  }
  return writer.bytes
}
