import Glibc

/// The operating system's words for an error number.
public func errnoText(_ number: Int32) -> String {
  var buffer = [CChar](repeating: 0, count: 128)
  guard strerror_r(number, &buffer, buffer.count) == 0 else { return "error \(number)" }
  return buffer.withUnsafeBufferPointer { text in
    text.baseAddress.map { String(cString: $0) } ?? "error \(number)"
  }
}

/// What a user can do about an error number.
public func errnoRemedy(_ number: Int32) -> String {
  switch number {
  case ENOSPC: "free some disk space and run it again; the index still answers"
  case EDQUOT: "your disk quota is used up: free some space and run it again"
  case EFBIG:
    "files may not grow so large here: see `ulimit -f`, or choose another folder with --index"
  case EROFS: "the file system is read-only: choose another folder with --index"
  case EACCES, EPERM: "check the permissions, or choose another folder with --index"
  case EMFILE, ENFILE: "too many open files: raise `ulimit -n`"
  case ENOMEM: "free some memory, or raise `ulimit -v`, and run it again"
  case ENOLCK, EOPNOTSUPP, ENOSYS:
    "this file system cannot do it: choose a folder on a local disk with --index"
  case EIO: "the disk reports a fault: check it, then rebuild with `pidx build --rebuild`"
  case ENOENT, ENOTDIR: "check the path"
  case ENAMETOOLONG: "use a shorter path"
  default: "run it again; if it fails again, choose another folder with --index"
  }
}
