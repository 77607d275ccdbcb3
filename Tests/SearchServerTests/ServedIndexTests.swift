import Indexing
import TestSupport
import Testing

@testable import SearchServer

/// Which indexes are answered from without another thread.
@Suite struct ServedIndexTests {
  private let folder: ScratchFolder
  private let index: String

  init() throws {
    folder = try ScratchFolder()
    index = folder.path("index")
  }

  /// Indexes one file of so many syllables.
  private func build(syllables: Int) throws {
    let text = "# 증류\n\n" + String(repeating: "가", count: syllables) + "\n"
    let notes = try folder.write("notes.md", Array(text.utf8))
    let builder = IndexBuilder(folder: index, options: BuildOptions())
    _ = try builder.build([notes], message: { _ in }, progress: { _ in })
  }

  @Test func anIndexWithALargeSectionIsNotQuickToRead() throws {
    try build(syllables: 30_000)
    let served = try ServedIndex(name: "notes", folder: index)
    served.learnWhetherQuick()
    #expect(!served.isQuickToRead)
  }

  @Test func anIndexIsQuickToReadOnceAThreadHasLooked() throws {
    try build(syllables: 1)
    // What is kept in memory alone has no device, and nobody knows how long it takes to read.
    let isOnDevices = BlockDevice.holdsAll([index, folder.path("notes.md")])
    let served = try ServedIndex(name: "notes", folder: index)
    #expect(!served.isQuickToRead)
    served.learnWhetherQuick()
    #expect(served.isQuickToRead == isOnDevices)
  }

  @Test func aNewGenerationIsLookedAtAnew() throws {
    try build(syllables: 1)
    let served = try ServedIndex(name: "notes", folder: index)
    served.learnWhetherQuick()
    try build(syllables: 30_000)
    guard case .opened = served.refresh(force: false) else {
      Issue.record("the new generation was not opened")
      return
    }
    #expect(!served.isQuickToRead)
    served.learnWhetherQuick()
    #expect(!served.isQuickToRead)
  }
}
