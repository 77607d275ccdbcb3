extension Report {
  /// A line for each set that fell below its floor.
  ///
  /// - Throws: `EvalFailure` for a floor of a set that is not there: it would never be looked at.
  package func falls(below floors: [Floor]) throws(EvalFailure) -> [String] {
    var lines: [String] = []
    for floor in floors {
      guard let row = rows.first(where: { $0.name == floor.set }) else {
        throw EvalFailure("there is a floor for \(floor.set), but no set of that name was scored")
      }
      let value = row.scores.mean.ndcg
      if value < floor.value {
        lines.append(
          "\(floor.set) fell below its floor: nDCG@10 is \(decimals(value)), "
            + "the floor \(decimals(floor.value))")
      }
    }
    return lines
  }
}
