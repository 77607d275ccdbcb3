import Glibc
import TestSupport
import Testing

@Suite("Disks that refuse")
struct DiskTests {
  /// Runs a shell script in a mount namespace of its own, in which `small N` mounts a disk of N
  /// kilobytes at the library's folder "disk". $pidx is the program.
  ///
  /// - Returns: nil where this process may not mount, with a line that says so.
  private func script(_ text: String, _ library: Library) throws -> ProcessResult? {
    let begin = """
      set -u
      pidx=$1
      small() { mount -t tmpfs -o size="$1k" tmpfs disk || exit 77; }
      mkdir -p disk && mount -t tmpfs -o size=64k tmpfs disk && umount disk || exit 77

      """
    let privileges = geteuid() == 0 ? ["-m"] : ["-m", "-r"]
    let result = try Process.run(
      "unshare", privileges + ["sh", "-c", begin + text, "sh", Library.program],
      in: library.scratch.path)
    if result.status == 77 || result.errors.hasPrefix("unshare:") {
      print("skipped: no disk can be mounted here: \(result.errors)")
      return nil
    }
    return result
  }

  @Test("a full disk: an error that says so, the old answers, and room again")
  func full() throws {
    let library = try Library(built: false)
    let random = "head -c 60000 /dev/urandom | od -An -tx1"
    let result = try script(
      """
      small 8
      # Grows until the first build fits; every one before it fails for want of room.
      size=8
      until "$pidx" build notes --index disk/index 2>failure >/dev/null; do
        [ $? -eq 2 ] || { cat failure; exit 1; }
        grep -q "disk/index.*No space left on device; free some disk space" failure || { cat failure; exit 1; }
        ls -A disk/index | grep -v '^pidx.lock$' && { echo "left over"; exit 1; }
        echo full
        size=$((size + 4)); [ $size -lt 4096 ] || exit 1
        mount -o remount,size="${size}k" disk || exit 77
      done
      "$pidx" query --index disk/index --trec 가우시안 >before || exit 1
      ls -A disk/index >names
      \(random) >notes/more.txt
      until "$pidx" build --index disk/index 2>failure >/dev/null; do
        grep -q "disk/index.*No space left on device" failure || { cat failure; exit 1; }
        ls -A disk/index | diff names - || exit 1
        "$pidx" query --index disk/index --trec 가우시안 | diff before - || exit 1
        "$pidx" verify --index disk/index >/dev/null || exit 1
        echo full
        size=$((size + 64)); [ $size -lt 4096 ] || exit 1
        mount -o remount,size="${size}k" disk || exit 77
      done
      "$pidx" verify --index disk/index || exit 1
      "$pidx" query --index disk/index path:more.txt >/dev/null || exit 1
      """, library)
    guard let result else { return }
    #expect(result.status == 0, "\(result.text)\(result.errors)")
    let times = result.lines.filter { $0 == "full" }.count
    print("the disk was full \(times) times")
    #expect(times > 3)
  }

  @Test("a read-only disk: builds are refused, queries are answered")
  func readOnly() throws {
    let library = try Library(built: false)
    let result = try script(
      """
      small 1024
      "$pidx" build notes --index disk/index >/dev/null || exit 1
      echo "새 글" >notes/new.txt
      mount -o remount,ro disk || exit 77
      "$pidx" build --index disk/index && exit 1
      "$pidx" build notes --index disk/other && exit 1
      "$pidx" build --rebuild --index disk/index && exit 1
      "$pidx" query --index disk/index --trec 가우시안 >/dev/null || exit 1
      "$pidx" verify --index disk/index >/dev/null || exit 1
      mount -o remount,rw disk || exit 77
      "$pidx" build --index disk/index >/dev/null || exit 1
      """, library)
    guard let result else { return }
    #expect(result.status == 0, "\(result.text)\(result.errors)")
    let lines = result.errors.split(separator: "\n")
    #expect(lines.count == 3, "\(result.errors)")
    for line in lines {
      #expect(line.contains("disk/") && line.contains("Read-only file system; "), "\(line)")
      #expect(line.contains("choose another folder with --index"), "\(line)")
    }
  }

  @Test("permissions that were lost: an error that names the file, and the index stays")
  func permissions() throws {
    let library = try Library()
    let folder = library.scratch.path
    // Root may do anything; nobody may not.
    let nobody = geteuid() == 0 ? ["--reuid=65534", "--regid=65534", "--clear-groups"] : []
    chmod(folder, 0o755)
    let check = try Process.run("setpriv", nobody + [Library.program, "--version"], in: folder)
    guard check.status == 0 else {
      print("skipped: nobody cannot run \(Library.program): \(check.errors)")
      return
    }
    func run(_ arguments: String...) throws -> ProcessResult {
      try Process.run("setpriv", nobody + [Library.program] + arguments, in: folder)
    }
    chmod("\(folder)/index", 0o555)
    for name in try library.scratch.list("index") { chmod("\(folder)/index/\(name)", 0o444) }
    #expect(try run("query", "가우시안").status == 0)
    for arguments in [["build"], ["build", "--rebuild"]] {
      let result = try Process.run("setpriv", nobody + [Library.program] + arguments, in: folder)
      #expect(result.status == 2)
      #expect(
        result.errors.contains("index/pidx.lock: open: Permission denied; check the permissions"))
    }
    for name in try library.indexFiles() {
      chmod("\(folder)/\(name)", 0)
      let result = try run("query", "가우시안")
      #expect(result.status == 2)
      #expect(result.errors.contains("\(name): open: Permission denied; check the permissions"))
      chmod("\(folder)/\(name)", 0o444)
    }
    #expect(try run("verify").status == 0)
    chmod("\(folder)/index", 0o755)
    for name in try library.scratch.list("index") { chmod("\(folder)/index/\(name)", 0o644) }
    #expect(try library.run("build", "--rebuild").status == 0)
  }
}
