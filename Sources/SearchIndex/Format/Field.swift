/// A part of a section that a query can name, and whose words may count more than the body's.
public enum Field: UInt8, CaseIterable, Sendable {
  /// The heading, or a record's title.
  case title = 0x02
  /// The enclosing headings.
  case heading = 0x03
  /// The authors' names.
  case author = 0x04
  /// Tags of the front matter or the record.
  case tag = 0x05
  /// The address the section is about.
  case link = 0x06

  /// The name in queries, "title" for instance.
  public var name: String {
    switch self {
    case .title: "title"
    case .heading: "heading"
    case .author: "author"
    case .tag: "tag"
    case .link: "link"
    }
  }

  /// The byte in front of a term that stands in this field. Every word of a field is indexed
  /// twice: plain, among the words of the section, and with this mark.
  var mark: UInt8 { rawValue }
}

/// How often a word of each field counts: BM25F with one b, the weighted frequencies added up
/// before saturation. Whole numbers, since a weighted word is an occurrence repeated.
public struct FieldWeights: Sendable, Equatable {
  /// Words of the title.
  public var title: Int
  /// Words of the enclosing headings.
  public var heading: Int
  /// Authors' names.
  public var author: Int
  /// Tags.
  public var tag: Int
  /// Words of the link.
  public var link: Int

  /// Weights, the defaults where not given.
  public init(title: Int = 3, heading: Int = 1, author: Int = 1, tag: Int = 1, link: Int = 1) {
    self.title = title
    self.heading = heading
    self.author = author
    self.tag = tag
    self.link = link
  }

  /// Sets the weight of the field `name`.
  ///
  /// - Returns: Whether there is such a field and `value` is a weight: a whole number from 0 to 16.
  public mutating func set(_ name: String, to value: String) -> Bool {
    guard let weight = Int(value), (0...16).contains(weight) else { return false }
    guard let field = Field.allCases.first(where: { $0.name == name }) else { return false }
    self[field] = weight
    return true
  }

  /// The weight of `field`.
  public subscript(field: Field) -> Int {
    get {
      switch field {
      case .title: title
      case .heading: heading
      case .author: author
      case .tag: tag
      case .link: link
      }
    }
    set {
      switch field {
      case .title: title = newValue
      case .heading: heading = newValue
      case .author: author = newValue
      case .tag: tag = newValue
      case .link: link = newValue
      }
    }
  }
}
