import SearchProtocol
import TextAnalysis

/// The tokens of a text as JSON: an object a line.
func tokenJSON(_ buffer: TokenBuffer, text: [UInt8]) -> [UInt8] {
  var writer = JSONWriter()
  for token in buffer.tokens {
    writer.beginObject()
    writer.member("pos", token.position)
    writer.member("start", token.start)
    writer.member("end", token.end)
    writer.member("term", buffer.termString(token))
    writer.member("rule", token.kind.rule)
    writer.member("text", surface(token, in: text))
    writer.endObject()
    writer.endLine()
  }
  return writer.bytes
}
