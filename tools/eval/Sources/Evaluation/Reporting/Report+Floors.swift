extension Report {
  /// A line for each set that fell below its floor.
  package func falls(below floors: [Floor]) -> [String] {
    floors.compactMap { floor in
      guard let row = rows.first(where: { $0.name == floor.set }) else { return nil }
      let value = row.scores.mean.ndcg
      guard value < floor.value else { return nil }
      return "\(floor.set) fell below its floor: nDCG@10 is \(decimals(value)), "
        + "the floor \(decimals(floor.value))"
    }
  }
}
