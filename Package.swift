// swift-tools-version: 6.0
import PackageDescription

let package = Package(
  name: "pidx",
  products: [
    .executable(name: "pidx", targets: ["pidx"]),
    // For tools/fuzz.
    .library(
      name: "PidxEngine", targets: ["CorpusReader", "IndexBytes", "SearchIndex", "TextAnalysis"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2")
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
      name: "CMarkdown", pkgConfig: "libcmark-gfm", providers: [.apt(["libcmark-gfm-dev"])]),
    .systemLibrary(name: "CYAML", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"])]),

    // The engine, from bytes to answers.
    .target(name: "IndexBytes", dependencies: ["CXXHash", "CZstd"]),
    .target(
      name: "TextAnalysis", dependencies: ["CICU", "CSnowball"],
      resources: [
        .embedInCode("Korean/endings.txt"), .embedInCode("Korean/function-words.txt"),
      ]),
    .target(name: "CorpusReader", dependencies: ["CMarkdown", "CYAML", "TextAnalysis"]),
    .target(name: "SearchIndex", dependencies: ["IndexBytes", "TextAnalysis"]),
    .target(name: "Indexing", dependencies: ["CorpusReader", "IndexBytes", "SearchIndex"]),
    .target(name: "SearchProtocol"),
    .executableTarget(
      name: "pidx",
      dependencies: [
        "Indexing", "SearchIndex", "SearchProtocol", "TextAnalysis", "IndexBytes",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),

    .target(name: "TestSupport", dependencies: ["IndexBytes"], path: "Tests/TestSupport"),
    .testTarget(name: "IndexBytesTests", dependencies: ["IndexBytes", "TestSupport"]),
    .testTarget(name: "TextAnalysisTests", dependencies: ["TestSupport", "TextAnalysis"]),
    .testTarget(
      name: "CorpusReaderTests", dependencies: ["CorpusReader", "IndexBytes", "TextAnalysis"]),
    .testTarget(
      name: "SearchIndexTests",
      dependencies: ["SearchIndex", "IndexBytes", "TestSupport", "TextAnalysis"]),
    .testTarget(
      name: "IndexingTests",
      dependencies: ["IndexBytes", "Indexing", "SearchIndex", "TestSupport"]),
    .testTarget(name: "SearchProtocolTests", dependencies: ["SearchProtocol", "TestSupport"]),
    .testTarget(name: "PidxTests", dependencies: ["pidx", "SearchProtocol"]),
  ],
  swiftLanguageModes: [.v6]
)
