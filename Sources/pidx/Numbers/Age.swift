import Glibc

/// How long ago a moment was, in the largest unit that fits: "3 hours ago".
func age(_ moment: Int64, now: Int64) -> String {
  let seconds = Int(clamping: now.subtractingReportingOverflow(moment).partialValue)
  guard seconds >= 60 else { return "just now" }
  let units = [("minute", 60), ("hour", 3600), ("day", 86_400), ("year", 31_557_600)]
  let (noun, length) = units.last { seconds >= $0.1 } ?? units[0]
  return counted(seconds / length, noun) + " ago"
}

/// Seconds since 1970, now.
func secondsSince1970() -> Int64 { Int64(time(nil)) }

/// A moment in local time: "2023-12-05 09:30".
func localTime(_ moment: Int64) -> String {
  var seconds = time_t(moment)
  var parts = tm()
  guard localtime_r(&seconds, &parts) != nil else { return "\(moment)" }
  let date = "\(Int(parts.tm_year) + 1900)-\(twoDigits(Int(parts.tm_mon) + 1))"
  let day = twoDigits(Int(parts.tm_mday))
  return "\(date)-\(day) \(twoDigits(Int(parts.tm_hour))):\(twoDigits(Int(parts.tm_min)))"
}
