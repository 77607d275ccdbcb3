/// What one benchmark has shown.
public struct Measurement: Sendable, Equatable {
  /// What was done, "query/phrase" for instance.
  public var name: String
  /// On how much of it: sections of the index, or words of the text.
  public var size: Int
  /// Nanoseconds an operation takes, the median of the rounds.
  public var nanoseconds: Double
  /// Requests for memory an operation makes when it runs again, the least that was seen.
  public var allocations: Int
  /// Bytes that those ask for.
  public var allocatedBytes: Int
  /// Bytes of text that an operation takes in, where that is what it is about.
  public var textBytes: Int?

  /// A measurement from its parts.
  public init(
    name: String, size: Int, nanoseconds: Double, allocations: Int, allocatedBytes: Int,
    textBytes: Int? = nil
  ) {
    self.name = name
    self.size = size
    self.nanoseconds = nanoseconds
    self.allocations = allocations
    self.allocatedBytes = allocatedBytes
    self.textBytes = textBytes
  }

  /// Megabytes (10^6 bytes) of text a second.
  public var megabytesPerSecond: Double? {
    textBytes.map { nanoseconds > 0 ? Double($0) * 1000 / nanoseconds : 0 }
  }

  /// The middle number, or the mean of the two in the middle; 0 of none.
  public static func median(_ numbers: [Double]) -> Double {
    guard !numbers.isEmpty else { return 0 }
    let sorted = numbers.sorted()
    let middle = sorted.count / 2
    return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
  }
}
