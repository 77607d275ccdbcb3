/// What NFKC makes of the compatibility jamo U+3131 to U+3163.
enum CompatibilityJamo {
  /// The conjoining jamo of a compatibility jamo; 0 for the clusters that become final consonants
  /// and would join a syllable before them.
  static func folded(_ scalar: UInt32) -> UInt32 { table[Int(scalar - 0x3131)] }

  /// Whether a conjoining jamo is a vowel, which composes with an initial consonant before it.
  static func isVowel(_ jamo: UInt32) -> Bool { jamo >= 0x1161 }

  private static let table: [UInt32] =
    [
      0x1100, 0x1101, 0, 0x1102, 0, 0, 0x1103, 0x1104, 0x1105, 0, 0, 0, 0, 0, 0, 0x111A, 0x1106,
      0x1107, 0x1108, 0x1121, 0x1109, 0x110A, 0x110B, 0x110C, 0x110D, 0x110E, 0x110F, 0x1110,
      0x1111, 0x1112,
    ] + (0x1161...0x1175)
}
