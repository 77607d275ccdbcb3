import IndexBytes

/// The postings that were written last, numbered from the first one on: a ring.
///
/// A handle, which the encoder of postings shares with those who read them.
struct RecentPostings: BitwiseCopyable {
  /// How many there are at most: a power of two.
  private static let capacity = 1 << 19
  /// Postings of one list that are remembered, so that a long list leaves as many of those before it.
  static let longest = capacity / 2

  private let sections: FlatBuffer<UInt32>
  private let frequencies: FlatBuffer<UInt32>
  /// One element.
  private let state: FlatBuffer<State>

  private struct State: BitwiseCopyable {
    /// Postings so far.
    var count = 0
    /// Those of the current list.
    var inList = 0
  }

  /// Takes memory only as it is used: eight bytes a posting, 4 MiB at most.
  ///
  /// - Parameter arena: Must outlive this.
  init(_ arena: FlatArena) {
    sections = arena.zeros(count: Self.capacity)
    frequencies = arena.zeros(count: Self.capacity)
    state = arena.buffer(of: State(), count: 1)
  }

  /// Postings so far.
  var count: Int { state[0].count }

  /// Adds the next postings of a list.
  ///
  /// - Parameters:
  ///   - more: Their sections.
  ///   - occurrences: How often each holds the term.
  ///   - added: How many they are.
  func append(_ more: FlatBuffer<UInt32>, _ occurrences: FlatBuffer<UInt32>, count added: Int) {
    let start = count & (Self.capacity &- 1)
    state[0].count &+= added
    state[0].inList &+= added
    if state[0].inList > Self.longest { return }
    if start &+ added > Self.capacity { return appendAround(start, more, occurrences, added) }
    for place in 0..<added {
      sections[start &+ place] = more[place]
      frequencies[start &+ place] = occurrences[place]
    }
  }

  private func appendAround(
    _ start: Int, _ more: FlatBuffer<UInt32>, _ occurrences: FlatBuffer<UInt32>, _ added: Int
  ) {
    for index in 0..<added {
      let place = (start &+ index) & (Self.capacity &- 1)
      sections[place] = more[index]
      frequencies[place] = occurrences[index]
    }
  }

  /// Numbers postings from 0 again: none of those so far will be asked for.
  func restart() { state[0] = State() }

  /// Ends the current list.
  func endList() { state[0].inList = 0 }

  /// Gives the sections of some postings, all of which are remembered, and how often each holds the term.
  @inline(__always)
  func forEach(_ numbers: Range<Int>, _ visit: (UInt32, UInt32) -> Void) {
    var number = numbers.lowerBound
    while number < numbers.upperBound {
      let start = number & (Self.capacity &- 1)
      let end = min(start &+ numbers.upperBound &- number, Self.capacity)
      for place in start..<end { visit(sections[place], frequencies[place]) }
      number &+= end &- start
    }
  }
}
