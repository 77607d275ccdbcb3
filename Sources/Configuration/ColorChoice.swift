/// When to write colours.
public enum ColorChoice: String, CaseIterable, Sendable {
  /// On a terminal, unless NO_COLOR is set or TERM is dumb.
  case auto
  /// Always.
  case always
  /// Never.
  case never
}
