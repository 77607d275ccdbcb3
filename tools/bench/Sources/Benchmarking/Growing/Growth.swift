/// How the allocations of an operation grow with its input.
///
/// What an operation asks for may depend on its terms and on the hits it returns, and arrays that
/// double cost a few requests more. It must not depend on how many postings, tokens or sections
/// there are: input that is four times as large may cost `limit` requests more and no more.
public struct Growth: Sendable, Equatable {
  /// The benchmark.
  public let name: String
  /// Sizes of the smaller and the larger input.
  public let sizes: (small: Int, large: Int)
  /// Allocations for the smaller and the larger input.
  public let allocations: (small: Int, large: Int)
  /// How many more the larger one may cost.
  public let limit: Int

  /// Compares an operation on two inputs.
  public init(_ small: Measurement, _ large: Measurement, limit: Int) {
    name = small.name
    sizes = (small.size, large.size)
    allocations = (small.allocations, large.allocations)
    self.limit = limit
  }

  /// How many more there are.
  public var difference: Int { allocations.large - allocations.small }

  /// Whether they are within the limit.
  public var isWell: Bool { difference <= limit }

  /// Whether both compare the same numbers.
  public static func == (left: Growth, right: Growth) -> Bool {
    left.name == right.name && left.sizes == right.sizes && left.allocations == right.allocations
      && left.limit == right.limit
  }
}
