extension Growth {
  /// A Markdown table, and below it what is wrong.
  public static func table(_ growths: [Growth]) -> String {
    var text = "| benchmark | size | allocations | size | allocations | more | at most |\n"
    text += "|---|--:|--:|--:|--:|--:|--:|\n"
    for one in growths {
      text +=
        "| \(one.name) | \(one.sizes.small) | \(one.allocations.small) | \(one.sizes.large) | "
      text += "\(one.allocations.large) | \(one.difference) | \(one.limit) |\n"
    }
    return text
  }

  /// What is wrong, for standard error.
  public var complaint: String {
    "\(name): \(difference) allocations more for an input four times as large, at most \(limit) "
      + "are expected: something allocates for every posting, token or section"
  }
}
