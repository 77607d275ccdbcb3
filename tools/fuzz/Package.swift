// swift-tools-version: 6.0
import PackageDescription

let package = Package(
  name: "pidx-fuzz",
  dependencies: [.package(name: "pidx", path: "../..")],
  targets: [
    .executableTarget(
      name: "pidx-fuzz", dependencies: [.product(name: "PidxEngine", package: "pidx")])
  ],
  swiftLanguageModes: [.v6]
)
