// swift-tools-version: 6.0
import PackageDescription

let package = Package(
  name: "pidx-bench",
  dependencies: [
    .package(name: "pidx", path: "../.."),
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
  ],
  targets: [
    .target(name: "CAllocations"),
    .target(
      name: "Benchmarking",
      dependencies: ["CAllocations", .product(name: "PidxEngine", package: "pidx")]),
    .executableTarget(
      name: "pidx-bench",
      dependencies: [
        "Benchmarking",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "PidxEngine", package: "pidx"),
      ]),
    .testTarget(name: "BenchmarkingTests", dependencies: ["Benchmarking"]),
  ],
  swiftLanguageModes: [.v6]
)
