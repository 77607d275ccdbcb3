import Configuration
import Glibc

/// Colours by meaning; nothing at all where colour is off.
struct Style {
  /// What a piece of text is.
  enum Role: String {
    case match = "1;31"
    case path = "35"
    case line = "32"
    case title = "1"
    case faint = "2"
    case link = "36"
  }

  /// Whether escape sequences are written.
  let isOn: Bool

  /// Decides for standard output.
  init(_ choice: ColorChoice) {
    switch choice {
    case .always: isOn = true
    case .never: isOn = false
    case .auto:
      let refused = Terminal.environment("NO_COLOR").map { !$0.isEmpty } ?? false
      isOn = !refused && Terminal.understandsEscapes(STDOUT_FILENO)
    }
  }

  /// What switches a role on.
  func start(_ role: Role) -> String { isOn ? "\u{1B}[\(role.rawValue)m" : "" }

  /// What switches every role off.
  var end: String { isOn ? "\u{1B}[0m" : "" }

  /// The text in its role. The text is made safe for a terminal.
  func callAsFunction(_ role: Role, _ text: String) -> String {
    start(role) + SafeText.oneLine(text) + end
  }
}
