import IndexBytes

/// The bytes of one term's postings.
///
///     postings  := docs positions?
///     docs      := tail | listMax skip^blocks block^(blocks - 1) lastBlock
///     listMax   := maxFrequency:u32 minLength:u16 minNorm:u16
///     skip      := lastDoc:u32 end:u32 maxFrequency:u16 docBits:u8 frequencyBits:u8
///                  minLength:u16 minNorm:u16
///     block     := gaps:16×docBits frequencies                         128 each, four lanes
///                | bits:u64^words frequencies                          docBits = 128 + words
///     lastBlock := as block; with n < 128 sections, a tail of gaps, then frequencies
///     tail      := bits:u8 frequencyBits:u8? gaps frequencies          n ≤ 128 sections, no skips
///     positions := group-starts? (firsts further*)^blocks
///     firsts    := bits:u8 positions                                 one a section
///     further   := bits:u8 differences                               at most 128
///
/// A list of at most 128 sections is a lone `tail`: the low five bits of `bits` are the width of
/// a gap, the high three that of a frequency, 7 meaning that the width follows. A longer list has
/// a skip entry a block: its last section, where its bytes end (counted from the first block),
/// widths, and the largest frequency (65,535 for more), the smallest length (65,535 for more) and the
/// smallest norm (`LengthNorm`, `NormCode`), which bound the score of its sections under any average
/// length. Gaps are taken from the section before (from
/// -1 at the list's start, so the first section's gap is its number plus one, less one for all:
/// a gap of 0 is the next section); frequencies are stored less one. Where a bit for each section from
/// behind the block before on takes no more room than the gaps, a full block has these. Frequencies
/// of blocks may have exceptions; see `PatchedNumbers`.
///
/// Positions follow: for each block of 128 sections, the first position in each of them; then the
/// differences of all others from the one before, section by section, in groups of 128 (the last may be
/// shorter). Each group is its width and the numbers, perhaps with exceptions. With more than one block,
/// `group-starts` is a `Column` of the offset of each block's groups, counted from behind it.
enum PostingsLayout {
  static let block = BitPacking.blockSize
  static let skipBytes = 16
  static let listMaxBytes = 8
  static let maxStoredFrequency: UInt32 = 0xFFFF
  static let maxStoredLength: UInt32 = 0xFFFF
  /// Says in the width of gaps that it is a number of words of bits.
  static let bitsFlag = 0x80
}

/// Where a term's postings are and what they add up to: the value of the term dictionary.
struct TermInfo: Equatable, BitwiseCopyable {
  /// Sections that hold the term.
  var sections = 0
  /// Occurrences, weighted by field.
  var occurrences = 0
  /// Occurrences of a Hangul bigram that begin a word; 0 for other terms.
  var wordStarts = 0
  /// Offset in the file of `docs`; 0 bytes for a lone section, which is held here.
  var offset = 0
  /// Bytes of `docs`.
  var docBytes = 0
  /// Bytes of `positions`, which follow `docs`.
  var positionBytes = 0
  /// The section, where `sections` is 1.
  var loneSection: UInt32 = 0
}
