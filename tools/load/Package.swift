// swift-tools-version: 6.0
import PackageDescription

let package = Package(
  name: "load",
  targets: [.executableTarget(name: "load")],
  swiftLanguageModes: [.v6]
)
