import Glibc
import SearchProtocol
import Testing

/// A scratch folder with a small corpus in `notes`, and the real program to run on it.
final class Library {
  let scratch: Scratch

  /// The program, beside the test bundle; PIDX_BINARY names another one.
  static let program: String = {
    if let given = getenv("PIDX_BINARY") { return String(cString: given) }
    var path = [CChar](repeating: 0, count: Int(PATH_MAX))
    let count = readlink("/proc/self/exe", &path, path.count)
    let bytes = path.prefix(max(0, count)).map { UInt8(bitPattern: $0) }
    let folder = bytes.prefix(upTo: bytes.lastIndex(of: UInt8(ascii: "/")) ?? 0)
    return String(decoding: folder, as: UTF8.self) + "/pidx"
  }()

  /// The corpus, indexed unless asked otherwise.
  init(built: Bool = true) throws {
    scratch = try Scratch()
    for (name, text) in Self.files { try scratch.write(text, to: name) }
    guard built else { return }
    let result = try run("build", "notes")
    try #require(result.status == 0, "\(result.errors)")
  }

  /// Runs pidx in the scratch folder.
  func run(
    _ arguments: String..., environment: [String: String] = [:], input: String = "",
    output: Process.Destination = .captured
  ) throws -> ProcessResult {
    try Process.run(
      Self.program, arguments, in: scratch.path, environment: environment, input: input,
      output: output)
  }

  /// Runs pidx and reads every line as JSON.
  func json(_ arguments: String...) throws -> [JSONValue] {
    let result = try Process.run(Self.program, arguments, in: scratch.path)
    return try result.lines.map { try JSONReader.read(Array($0.utf8)) }
  }

  /// The files of the index whose names end in something else than "lock".
  func indexFiles() throws -> [String] {
    try scratch.list("index").filter { !$0.hasSuffix("lock") }.map { "index/\($0)" }
  }
}

extension Library {
  static let files = [
    "notes/papers.md": papers,
    "notes/memo.txt": "웹에서 글을 읽고 적어 둔 것.\n딥캐시는 확산 모델을 빠르게 한다.\n",
    "notes/records.jsonl": records,
  ]

  private static let papers = """
    ## Daily Papers (2023-12-05)

    ### [3D Gaussian Splatting for Real-Time Rendering](https://arxiv.org/abs/2308.04079)

    Authors: Bernhard Kerbl, Georgios Kopanas

    - 가우시안 스플래팅(Gaussian Splatting)은 장면을 실시간으로 그립니다.
    - 이 그림에는 LLM이 쓰이지 않습니다.

    ### [Distilling the Knowledge in a Neural Network](https://arxiv.org/abs/1503.02531)

    Authors: Geoffrey Hinton

    - 큰 모델의 지식을 작은 모델로 옮기는 증류(distillation)입니다.
    - 가우시안 잡음은 나오지 않습니다.

    """

  private static let records =
    #"{"id":"term bm25","title":"BM25","text":"문서의 길이를 고려한 순위 함수","#
    + #""url":"https://example.org/bm25"}"# + "\n"
    + #"{"id":"term-idf","title":"IDF","text":"드문 낱말일수록 무겁다","date":"2024-02-01"}"#
    + "\n"
}
