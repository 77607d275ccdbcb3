/// The frame that every file of an index stands in.
///
///     file     := header body pages toc footer
///     header   := magic:8 ("PIDXFILE") kind:u32 version:u32
///     body     := section*                              any bytes; the table says where each is
///     pages    := checksum:u32 × ⌈bodyEnd / 4096⌉       of each 4,096 bytes from the file's start
///     toc      := count:u32 (id:u32 offset:u64 length:u64)^count
///                 checksum:u32 × ⌈|pages| / 4096⌉       of each 4,096 bytes of `pages`
///     footer   := bodyEnd:u64 tocOffset:u64 checksum:u64 magic:8 ("PIDXEND\n")
///
/// All integers are little-endian. `bodyEnd` is where `pages` starts; the last page of each kind
/// may be short. A page's checksum is the low half of its 64-bit XXH3; the footer's is the XXH3 of
/// everything from `tocOffset` up to itself, so that opening a file checks the table and the
/// footer, and each page is checked when it is first read.
enum FrameLayout {
  static let magic: [UInt8] = Array("PIDXFILE".utf8)
  static let endMagic: [UInt8] = Array("PIDXEND\n".utf8)
  static let headerBytes = 16
  static let footerBytes = 32
  static let pageBytes = 4096

  static func pages(_ bytes: Int) -> Int { (bytes + pageBytes - 1) / pageBytes }
}
