import Testing

@testable import TextAnalysis

@Suite struct KoreanEndingsTests {
  @Test(arguments: [
    ("가우시안은", "가우시안"), ("스플래팅을", "스플래팅"), ("모델에서는", "모델"), ("뼈가", "뼈"),
    ("꽃은", "꽃"), ("섬이", "섬"), ("글", "글"), ("웹", "웹"), ("증류", "증류"),
    ("학습하는", "학습"), ("학습했습니다", "학습"), ("논문들의", "논문"), ("대통령이었던", "대통령"),
    ("연구에서의", "연구"), ("확산모델로부터", "확산모델"), ("사용되는가", "사용"),
    // One syllable is left only before a plain particle.
    ("책하는", "책하"), ("집에서", "집"),
    // A word that merely looks like stem and particle loses it too: the surface form stays searchable.
    ("고양이", "고양"),
  ])
  func splitsTheLongestEnding(word: String, stem: String) {
    let bytes = Array(word.utf8)
    let length = KoreanEndings.stemLength(bytes[...])
    #expect(String(decoding: bytes.prefix(length * 3), as: UTF8.self) == stem)
  }

  @Test func knowsAnEndingBehindALatinWord() {
    for ending in ["은", "는", "이", "의", "을", "에서는", "으로"] {
      #expect(KoreanEndings.isEnding(Array(ending.utf8)[...]), "\(ending)")
    }
    for word in ["모델", "성능", "증류"] {
      #expect(!KoreanEndings.isEnding(Array(word.utf8)[...]), "\(word)")
    }
  }

  @Test func knowsWordsThatOnlyAsk() {
    for word in ["무엇인가", "누구", "언제", "어디에서", "얼마나", "왜", "있는가", "인가요"] {
      #expect(KoreanEndings.isFunctionWord(Array(word.utf8)[...]), "\(word)")
    }
    for word in ["모델", "가우시안", "방법", "증류"] {
      #expect(!KoreanEndings.isFunctionWord(Array(word.utf8)[...]), "\(word)")
    }
  }

  /// What a list says, read in another way: the classes of each word.
  private func classes(_ bytes: [UInt8]) -> [String: Set<String>] {
    var result: [String: Set<String>] = [:]
    var name = ""
    for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n") {
      if line.hasPrefix("#") { continue }
      if line.hasPrefix("@") {
        name = String(line.dropFirst())
      } else {
        for word in line.split(separator: " ") { result[String(word), default: []].insert(name) }
      }
    }
    return result
  }

  @Test(arguments: [PackageResources.endings_txt, PackageResources.function_words_txt])
  func listsHoldPrecomposedSyllablesOnly(bytes: [UInt8]) {
    let list = WordList(bytes)
    #expect(list.names.allSatisfy { ["plain", "other", ""].contains($0) })
    let known = classes(bytes)
    #expect(known.count > 100)
    for (word, names) in known {
      #expect(word.unicodeScalars.allSatisfy { (0xAC00...0xD7A3).contains($0.value) }, "\(word)")
      let expected = names.reduce(0) { $0 | list.classes(named: $1) }
      #expect(expected != 0 && list.classes(of: Array(word.utf8)[...]) == expected, "\(word)")
      for other in [word + "가", String(word.dropLast())] where known[other] == nil {
        #expect(list.classes(of: Array(other.utf8)[...]) == 0, "\(other)")
      }
    }
  }

  @Test func wordsMayBeInSeveralClasses() {
    let list = WordList(Array("a b\n# c\n@x\nb d\n@y\nb\n".utf8))
    func names(_ word: String) -> [String] {
      let classes = list.classes(of: Array(word.utf8)[...])
      return list.names.filter { classes & list.classes(named: $0) != 0 }
    }
    #expect(names("a") == [""] && names("b") == ["", "x", "y"] && names("d") == ["x"])
    #expect(names("c").isEmpty && names("").isEmpty && list.classes(named: "z") == 0)
  }
}
