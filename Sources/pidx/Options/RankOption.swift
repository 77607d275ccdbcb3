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

  func validate() throws { _ = try parameters(over: RankingParameters()) }

  /// The parameters with the settings made.
  func parameters(over parameters: RankingParameters) throws -> RankingParameters {
    try Self.parameters(settings, over: parameters)
  }

  /// The parameters with settings made, `name=value` each.
  ///
  /// - Throws: `ValidationError` about the first that is none.
  static func parameters(
    _ settings: [String], over parameters: RankingParameters
  ) throws -> RankingParameters {
    var parameters = parameters
    for setting in settings {
      let parts = setting.split(separator: "=", maxSplits: 1).map(String.init)
      guard parts.count == 2, RankingParameters.names.contains(parts[0]) else {
        throw ValidationError("--rank \(setting) is not a known name, = and a number.")
      }
      guard parameters.set(parts[0], to: parts[1]) else {
        throw ValidationError(
          "--rank \(setting): \(parts[0]) takes \(RankingParameters.values(of: parts[0])).")
      }
    }
    return parameters
  }
}
