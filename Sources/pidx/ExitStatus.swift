import ArgumentParser

/// Exit statuses, as grep has them.
enum ExitStatus {
  /// Something matches, be it shown or not, or success.
  static let success: Int32 = 0
  /// The search ran and nothing matches.
  static let noHits: Int32 = 1
  /// Anything that went wrong, wrong usage included.
  static let failure: Int32 = 2
}

extension ExitCode {
  /// Ends the command with status 1: nothing was found.
  static let noHits = ExitCode(ExitStatus.noHits)
  /// Ends the command with status 2: the reason has been reported.
  static let reported = ExitCode(ExitStatus.failure)
}
