/// What changes while one file is read.
struct ReadState {
  var writer: SectionWriter
  var warnings: WarningLog
}
