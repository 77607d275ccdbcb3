import Glibc
import SearchProtocol

/// One answer, on its way to standard output.
struct HitPrinter {
  /// How hits look; nil for people.
  let format: HitFormat?
  /// Colours, or none.
  let style: Style
  /// The rank before the first hit shown.
  let offset: Int
  /// Where the lines go.
  var output = Output.standard
  /// Hits printed so far.
  private(set) var count = 0

  /// Starts on an empty buffer.
  init(format: HitFormat?, style: Style, offset: Int) {
    self.format = format
    self.style = style
    self.offset = offset
  }

  /// Prints a hit.
  mutating func print(_ hit: HitReply) throws {
    count += 1
    switch format {
    case .json: append(hit.encode)
    case .vimgrep: appendVimgrep(hit)
    case .trec, nil: appendText(hit)
    }
    try output.flushIfLarge()
  }

  /// Prints what comes behind the last hit, and writes everything.
  mutating func finish(_ end: EndReply) throws {
    switch format {
    case .json: append(end.encode)
    case .vimgrep: break
    case .trec: break
    case nil:
      if count > 0 {
        appendFooter(end)
      } else if Terminal.isTerminal(STDOUT_FILENO) {
        // Whoever waits before a terminal is told; what reads a pipe has the exit status.
        output.append(style(.faint, Self.nothing(end)) + "\n")
      }
    }
    try output.flush()
  }

  /// What to say where no hit is shown.
  private static func nothing(_ end: EndReply) -> String {
    end.total == 0 ? "no sections" : "none of \(end.total) sections shown"
  }

  /// Prints an object of the protocol.
  private mutating func append(_ encode: (inout JSONWriter) -> Void) {
    var writer = JSONWriter()
    encode(&writer)
    output.bytes += writer.bytes
  }
}
