import Testing

@testable import CorpusReader

/// Each line: the ignore file's rules, a path (folders end in "/"), whether it is ignored.
@Suite struct IgnoreRuleTests {
  private func ignored(_ rules: String, _ path: String) -> Bool {
    let isFolder = path.hasSuffix("/")
    let bytes = Array(path.utf8.prefix(path.utf8.count - (isFolder ? 1 : 0)))
    return IgnoreRules(rules.utf8).verdict(on: bytes[...], isFolder: isFolder) ?? false
  }

  @Test(arguments: [
    // Names anywhere, folders only, anchored.
    ("foo", "foo", true), ("foo", "a/b/foo", true), ("foo", "foo/", true), ("foo", "foobar", false),
    ("frotz/", "frotz", false), ("frotz/", "frotz/", true), ("frotz/", "a/frotz/", true),
    ("doc/frotz/", "doc/frotz/", true), ("doc/frotz/", "a/doc/frotz/", false),
    ("/foo", "foo", true), ("/foo", "a/foo", false), ("a/foo", "b/a/foo", false),
    // A star stays within one component.
    ("*.md", "a/b.md", true), ("/*.md", "a/b.md", false), ("foo/*", "foo/test.json", true),
    ("foo/*", "foo/bar/hello.c", false), ("a*c", "abc", true), ("a*c", "ac", true),
    ("a*c", "abcd", false), ("*", "anything", true), ("d/*.t?t", "d/x.txt", true),
    // Two stars.
    ("**/foo", "foo", true), ("**/foo", "a/b/foo", true), ("**/foo/bar", "a/foo/bar", true),
    ("**/foo/bar", "foo/x/bar", false), ("abc/**", "abc/x", true), ("abc/**", "abc/x/y", true),
    ("abc/**", "abc/", false), ("a/**/b", "a/b", true), ("a/**/b", "a/x/b", true),
    ("a/**/b", "a/x/y/b", true), ("a/**/b", "a/x/c", false), ("foo**", "foobar", true),
    ("a/b**c", "a/bxc", true), ("a/b**c", "a/b/c", false), ("**", "x", true),
    ("/**", "x/y", true), ("**/", "x", false), ("**/", "x/", true),
    ("a/**/b/**/c", "a/1/b/2/3/c", true), ("a/**/b/**/c", "a/b/b/c", true),
    // Brackets.
    ("[a-c].md", "b.md", true), ("[a-c].md", "d.md", false), ("[!a-c].md", "d.md", true),
    ("[^a-c].md", "a.md", false), ("[]a].md", "].md", true), ("[a-]", "-", true),
    ("[[:digit:]]x", "7x", true), ("[[:digit:]]x", "ax", false), ("[\\]]", "]", true),
    ("[a/]x/y", "ax/y", true), ("a[/]b", "a/b", false), ("b\\/**", "b/x", true),
    ("a/***/b", "a/b", true), ("***/b", "x/y/b", true),
    ("[[:alpha:][:digit:]_]", "_", true), ("a[", "a[", false), ("[[:nope:]]", "a", false),
    // Escapes, comments, spaces.
    ("# comment", "# comment", false), ("\\#x", "#x", true), ("\\!x", "!x", true),
    ("foo  ", "foo", true), ("foo\\ ", "foo ", true), ("foo\\ ", "foo", false),
    ("\\*", "*", true), ("\\*", "a", false), ("foo\\", "foo", false), ("a\\bc", "abc", true),
    ("", "x", false), ("/", "x", false), ("foo\r\nbar\r\n", "foo", true),
    ("\u{FEFF}foo", "foo", true), ("한*", "한글", true), ("?", "a", true),
    // Negation: the last rule decides.
    ("*.md\n!keep.md", "keep.md", false), ("*.md\n!keep.md", "x.md", true),
    ("!keep.md\n*.md", "keep.md", true), ("foo\n!foo/", "foo", true), ("foo\n!foo/", "foo/", false),
  ])
  func followsGit(rules: String, path: String, expected: Bool) {
    #expect(ignored(rules, path) == expected)
  }

  @Test func patternsWithManyStarsStayCheap() {
    let pattern = String(repeating: "a*", count: 40) + "b"
    #expect(!ignored(pattern, String(repeating: "a", count: 2_000)))
    let folders = String(repeating: "**/a/", count: 30) + "b"
    #expect(!ignored(folders, String(repeating: "a/", count: 500) + "c"))
  }
}
