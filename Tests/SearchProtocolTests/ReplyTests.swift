import SearchProtocol
import Testing

@Suite struct ReplyTests {
  private func line(_ encode: (inout JSONWriter) -> Void) -> String {
    var writer = JSONWriter()
    encode(&writer)
    return String(decoding: writer.bytes, as: UTF8.self)
  }

  @Test func hit() {
    var hit = HitReply()
    hit.score = 12.25
    hit.path = "2023/12/05.md"
    hit.line = 231
    hit.column = 3
    hit.title = "3D \"가우시안\""
    hit.headings = ["Daily Papers"]
    hit.date = "2023-12-05"
    hit.link = "https://example.org/"
    hit.document = "2023/12/05.md#3"
    hit.highlights = [2..<14]
    hit.text = "- 가우시안\n"
    let head = #"{"t":"hit","n":1,"score":12.25,"path":"2023/12/05.md","line":231,"col":3,"#
    let title = #""title":"3D \"가우시안\"","headings":["Daily Papers"],"date":"2023-12-05","#
    let tail = #""link":"https://example.org/","doc":"2023/12/05.md#3","hl":[[2,14]],"#
    let text = #""text":"- 가우시안\n"}"# + "\n"
    #expect(line(hit.encode) == head + title + tail + text)
  }

  @Test func hitWithRequestAndFactors() throws {
    var hit = HitReply()
    hit.request = .integer(7)
    hit.factors = [ScoreFactor(term: "가우", value: 1.5, detail: "idf 1.5")]
    let text = line(hit.encode)
    #expect(text.hasPrefix(#"{"id":7,"t":"hit","#))
    #expect(!text.contains("date") && !text.contains("link"))
    let json = try JSONReader.read(Array(text.utf8))
    #expect(json["explain"]?.array?.first?["value"]?.double == 1.5)
  }

  @Test func end() {
    let end = EndReply(total: 37, milliseconds: 0.8004, generation: 42)
    #expect(
      line(end.encode) == #"{"t":"end","ok":true,"total":37,"ms":0.8,"gen":42,"warn":[]}"# + "\n")
    let more = EndReply(
      request: .string("a"), total: 100, isExact: false, milliseconds: 1, generation: 1,
      warnings: ["odd"])
    #expect(
      line(more.encode)
        == #"{"id":"a","t":"end","ok":true,"total":100,"exact":false,"ms":1,"gen":1,"#
        + #""warn":["odd"]}"# + "\n")
  }

  @Test func errorAndHello() {
    let error = ErrorReply(code: .noIndex, message: "no index")
    #expect(
      line(error.encode)
        == #"{"t":"end","ok":false,"error":"no_index","message":"no index"}"# + "\n")
    var hello = HelloReply(generation: 42, features: ["cancel"])
    hello.limits = [("line", 10)]
    #expect(
      line(hello.encode)
        == #"{"t":"hello","proto":1,"server":"","gen":42,"indexes":[],"features":["cancel"],"#
        + #""limits":{"line":10}}"# + "\n")
  }
}
