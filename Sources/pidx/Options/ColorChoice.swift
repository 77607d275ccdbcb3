import ArgumentParser

/// When to write colours.
enum ColorChoice: String, CaseIterable, ExpressibleByArgument {
  /// On a terminal, unless NO_COLOR is set or TERM is dumb.
  case auto
  case always
  case never
}
