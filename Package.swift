// swift-tools-version: 6.0
import PackageDescription

let package = Package(
  name: "pidx",
  products: [
    .executable(name: "pidx", targets: ["pidx"]),
    // For tools/bench and tools/fuzz: the engine without its command line.
    .library(
      name: "PidxEngine",
      targets: ["CorpusReader", "IndexBytes", "SearchIndex", "SearchProtocol", "TextAnalysis"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
    .package(url: "https://github.com/apple/swift-nio", exact: "2.101.2"),
  ],
  targets: [
    // C libraries, each behind the smallest door that serves us.
    .target(
      name: "CICU",
      linkerSettings: [
        .linkedLibrary("icui18n"), .linkedLibrary("icuuc"), .linkedLibrary("icudata"),
        .linkedLibrary("stdc++"), .linkedLibrary("m"),
      ]),
    .systemLibrary(name: "CSnowball", providers: [.apt(["libstemmer-dev"])]),
    .systemLibrary(name: "CZstd", pkgConfig: "libzstd", providers: [.apt(["libzstd-dev"])]),
    .systemLibrary(name: "CXXHash", pkgConfig: "libxxhash", providers: [.apt(["libxxhash-dev"])]),
    .systemLibrary(
      name: "CMarkdown", pkgConfig: "libcmark-gfm",
      providers: [.apt(["libcmark-gfm-dev", "libcmark-gfm-extensions-dev"])]),
    .systemLibrary(name: "CYAML", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"])]),

    // The engine, from bytes to answers.
    .target(name: "IndexBytes", dependencies: ["CXXHash", "CZstd"]),
    .target(
      name: "TextAnalysis", dependencies: ["CICU", "CSnowball"],
      resources: [
        .embedInCode("Korean/endings.txt"), .embedInCode("Korean/function-words.txt"),
        .embedInCode("English/english-function-words.txt"),
      ]),
    .target(name: "CorpusReader", dependencies: ["CMarkdown", "TextAnalysis", "YAML"]),
    .target(name: "SearchIndex", dependencies: ["IndexBytes", "TextAnalysis"]),
    .target(name: "Indexing", dependencies: ["CorpusReader", "IndexBytes", "SearchIndex"]),
    .target(name: "SearchProtocol"),

    // Settings: the same reader of YAML serves front matter.
    .target(name: "YAML", dependencies: ["CYAML"]),
    .target(
      name: "Configuration", dependencies: ["IndexBytes", "SearchIndex", "TextAnalysis", "YAML"]),

    .target(
      name: "SearchServer",
      dependencies: [
        "IndexBytes", "SearchIndex", "SearchProtocol", "TextAnalysis",
        .product(name: "Logging", package: "swift-log"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
      ]),
    .executableTarget(
      name: "pidx",
      dependencies: [
        "Configuration", "Indexing", "SearchIndex", "SearchProtocol", "SearchServer",
        "TextAnalysis", "IndexBytes",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Logging", package: "swift-log"),
      ]),

    .target(name: "TestSupport", dependencies: ["IndexBytes"], path: "Tests/TestSupport"),
    .testTarget(name: "IndexBytesTests", dependencies: ["IndexBytes", "TestSupport"]),
    .testTarget(name: "TextAnalysisTests", dependencies: ["TestSupport", "TextAnalysis"]),
    .testTarget(
      name: "CorpusReaderTests",
      dependencies: ["CorpusReader", "IndexBytes", "Indexing", "TestSupport", "TextAnalysis"]),
    .testTarget(
      name: "SearchIndexTests",
      dependencies: ["SearchIndex", "IndexBytes", "TestSupport", "TextAnalysis"]),
    .testTarget(
      name: "IndexingTests",
      dependencies: ["IndexBytes", "Indexing", "SearchIndex", "TestSupport"]),
    .testTarget(
      name: "ConfigurationTests", dependencies: ["Configuration", "SearchIndex", "TestSupport"]),
    .testTarget(name: "YAMLTests", dependencies: ["TestSupport", "YAML"]),
    .testTarget(name: "SearchProtocolTests", dependencies: ["SearchProtocol", "TestSupport"]),
    .testTarget(
      name: "SearchServerTests",
      dependencies: [
        "Indexing", "SearchIndex", "SearchProtocol", "SearchServer", "TestSupport",
        .product(name: "NIOPosix", package: "swift-nio"),
      ]),
    .testTarget(name: "PidxTests", dependencies: ["pidx", "SearchProtocol", "TestSupport"]),
  ],
  swiftLanguageModes: [.v6]
)
