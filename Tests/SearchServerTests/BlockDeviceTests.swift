import Testing

@testable import SearchServer

@Suite struct BlockDeviceTests {
  @Test func whatIsNotThereOrHasNoDeviceIsOnNone() {
    #expect(BlockDevice.holdsAll([]))
    #expect(!BlockDevice.holdsAll(["/proc"]))
    #expect(!BlockDevice.holdsAll(["/no/such/folder"]))
  }
}
