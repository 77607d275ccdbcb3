import ArgumentParser

/// Exit statuses, as grep has them.
enum ExitStatus {
  /// Hits, or success.
  static let success: Int32 = 0
  /// The search ran and found nothing.
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
