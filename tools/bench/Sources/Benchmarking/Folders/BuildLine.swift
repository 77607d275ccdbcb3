/// The line that `pidx build` prints.
package enum BuildLine {
  /// How many bytes were read, as far as the line tells: "…; 122 sections, 91 kB in 14 ms (…".
  ///
  /// What pidx read is what it indexed: files of other types do not count.
  package static func bytes(_ line: String) -> Int {
    let words = line.split(whereSeparator: \.isWhitespace)
    guard let place = words.firstIndex(of: "in"), place >= 2,
      let number = Double(words[place - 2].filter { $0 != "," }),
      let unit = ["B", "kB", "MB", "GB", "TB"].firstIndex(of: String(words[place - 1]))
    else { return 0 }
    return Int((0..<unit).reduce(number) { value, _ in value * 1000 })
  }
}
