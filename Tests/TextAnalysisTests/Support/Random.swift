import Glibc
import TestSupport

extension SeededGenerator {
  mutating func element<Element>(of elements: [Element]) -> Element {
    elements[Int.random(in: elements.indices, using: &self)]
  }

  /// A string of up to `longest` scalars of an alphabet.
  mutating func text(of alphabet: [Unicode.Scalar], longest: Int) -> String {
    var text = String.UnicodeScalarView()
    for _ in 0..<Int.random(in: 0...longest, using: &self) { text.append(element(of: alphabet)) }
    return String(text)
  }

  mutating func bytes(longest: Int) -> [UInt8] {
    let length = Int.random(in: 0...longest, using: &self)
    return (0..<length).map { _ in UInt8.random(in: 0...255, using: &self) }
  }
}

func environment(_ name: String) -> String? {
  getenv(name).map { String(cString: $0) }
}

/// What the fast path knows, and its neighbours.
let plainAlphabet = Array(
  "aBsS10_.,'’‘:;·ㆍ-+#*@/\"!$%&()<=>?[]^`{|}~\\가힣은ㅋㅏㄱ “”…–、。（）\n\t\u{A0}Qz9A×".unicodeScalars)

/// Whatever folds, joins, combines, vanishes or is not meant to be there.
let meanAlphabet =
  plainAlphabet
  + Array(
    """
    \u{1100}\u{1161}\u{11A8}\u{1175}\u{A960}\u{D7CB}\u{302E}ㄳㅄㆎ\u{3164}ﾡￂﾤ\u{FFA0}\
    \u{AD}\u{200B}\u{200C}\u{200D}\u{2060}\u{FEFF}\u{FE0F}\u{E0061}\u{34F}\
    \u{301}\u{308}\u{323}\u{327}\u{345}\u{20E3}\u{338}éÉßẞﬁǅİıſΣςΑα\u{37A}\
    ①⑳½㈜㎏㋿ﷺ…‥．，＿＃＋：Ａｚ９ｶﾞカーあゝ漢〇々𠀀ไทยกำແລາមမ\
    👍🏽❤🇰🇷👩©™‼\u{2028}\u{2029}\u{85}\u{0}\u{1F}\u{7F}\u{FFFD}\u{FFFF}\u{10FFFF}\u{E000}\
    אה״׳"اب١٢дДЖ\u{600}\u{200F}\u{2044}\u{203F}\u{2024}\u{F33}\u{BF0}ⅣⓐҀ
    """.unicodeScalars)
