// swift-tools-version: 6.0
import PackageDescription

let package = Package(
  name: "pidx-eval",
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2")
  ],
  targets: [
    .target(name: "Evaluation"),
    .executableTarget(
      name: "pidx-eval",
      dependencies: [
        "Evaluation",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),
    .testTarget(name: "EvaluationTests", dependencies: ["Evaluation"]),
  ],
  swiftLanguageModes: [.v6]
)
