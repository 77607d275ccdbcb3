import CorpusReader
import Glibc
import IndexBytes
import SearchIndex

/// What has happened to the files since they were indexed; nothing is written.
public struct SourceComparison: Sendable {
  /// Files whose bytes differ, absolute, in corpus order.
  public var changed: [String] = []
  /// Files that the index does not know.
  public var new: [String] = []
  /// Files that are gone.
  public var gone: [String] = []
  /// Files and folders that cannot be read, each with the reason.
  public var unreadable: [String] = []
  /// Files that are as they were.
  public var unchanged = 0

  /// Whether a build would change nothing.
  public var isFresh: Bool { changed.isEmpty && new.isEmpty && gone.isEmpty }

  /// Compares the files of a snapshot's sources with what the snapshot knows of them.
  ///
  /// O(files), and the bytes of files whose time has moved.
  ///
  /// - Parameters:
  ///   - snapshot: What is in force.
  ///   - options: Only what says how files are compared is looked at.
  /// - Throws: `IndexError` `.corrupt` where the snapshot is damaged.
  public init(_ snapshot: Snapshot, options: BuildOptions = .init()) throws {
    var plan = ChangePlan(options)
    let roots = snapshot.roots
    try snapshot.knownFiles { file in
      plan.addKnown(file, fullPath: CorpusOrder.join(roots[file.record.root], file.record.path))
    }
    try walk(snapshot.sources, &plan)
    unchanged = plan.unchanged + plan.stillSkipped
    var reader = DocumentReader(hasher: { ContentDigest() })
    for planned in plan.toRead { compare(planned, &reader) }
    gone = plan.removed.map { CorpusOrder.join(roots[$0.record.root], $0.record.path) }
    gone.sort(by: CorpusOrder.precedes)
  }

  private mutating func walk(_ sources: [String], _ plan: inout ChangePlan) throws {
    var failed: [String] = []
    for source in sources {
      if access(source, F_OK) != 0 {
        unreadable.append("\(source): \(errnoText(errno))")
        failed.append(source)
        continue
      }
      _ = try CorpusWalker().walk(
        source, visit: { plan.addFound($0, root: 0) },
        skipped: { file in
          unreadable.append("\(file.path): \(file.reason)")
          failed.append(file.path)
        })
    }
    plan.finish(walked: sources, unreadable: failed)
  }

  private mutating func compare(_ planned: PlannedFile, _ reader: inout DocumentReader) {
    guard let known = planned.known else {
      new.append(planned.file.fullPath)
      return
    }
    let hash = planned.mayBeTouched ? try? reader.contentHash(of: planned.file) : nil
    if let hash, hash.low == known.record.hashLow, hash.high == known.record.hashHigh {
      unchanged += 1
    } else {
      changed.append(planned.file.fullPath)
    }
  }
}
