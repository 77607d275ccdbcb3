import Glibc

/// libFuzzer's own main function, under the name that lets a program have another.
@_silgen_name("LLVMFuzzerRunDriver")
private func runFuzzer(
  _ count: UnsafeMutablePointer<CInt>,
  _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?>,
  _ run: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt

/// The program: what the package manager links as `main`.
///
/// `FUZZ_TARGET` names the target; the arguments are libFuzzer's. With `FUZZ_SEEDS`, writes the
/// target's own seeds into that folder and ends.
@_cdecl("pidx_fuzz_main")
public func start(
  _ count: CInt, _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
) -> CInt {
  if let folder = getenv("FUZZ_SEEDS") {
    Target.chosen.writeSeeds(to: String(cString: folder))
    return 0
  }
  var count = count
  var arguments = arguments
  return runFuzzer(&count, &arguments) { data, size in
    Target.chosen.run(Array(UnsafeBufferPointer(start: data, count: size)))
    return 0
  }
}
