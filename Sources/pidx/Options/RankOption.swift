import ArgumentParser
import SearchIndex

/// Numbers of the ranking other than the defaults.
struct RankOption: ParsableArguments {
  @Option(
    name: .customLong("rank"),
    help: ArgumentHelp(
      "Set a number of the ranking; may be repeated. Names: "
        + RankingParameters.names.joined(separator: ", ") + ".", valueName: "name=value"))
  var settings: [String] = []

  func validate() throws { _ = try parameters() }

  /// The settings by name, as a request has them.
  func numbers() throws -> [String: Double] {
    var numbers: [String: Double] = [:]
    for setting in settings {
      let parts = setting.split(separator: "=", maxSplits: 1).map(String.init)
      if parts.count == 2, let number = Double(parts[1]) { numbers[parts[0]] = number }
    }
    return numbers
  }

  /// The defaults with the settings made.
  func parameters() throws -> RankingParameters {
    var parameters = RankingParameters()
    for setting in settings {
      let parts = setting.split(separator: "=", maxSplits: 1).map(String.init)
      guard parts.count == 2, parameters.set(parts[0], to: parts[1]) else {
        throw ValidationError("--rank \(setting) is not a known name, = and a number it can have.")
      }
    }
    return parameters
  }
}
