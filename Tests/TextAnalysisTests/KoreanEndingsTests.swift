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

  @Test(arguments: [PackageResources.endings_txt, PackageResources.function_words_txt])
  func listsHoldPrecomposedSyllablesOnly(bytes: [UInt8]) {
    for (name, words) in WordList(bytes).blocks {
      #expect(["plain", "other", ""].contains(name))
      for word in words {
        let text = String(decoding: word, as: UTF8.self)
        #expect(text.unicodeScalars.allSatisfy { (0xAC00...0xD7A3).contains($0.value) }, "\(text)")
      }
    }
  }
}
