import Glibc

// Asks a running server many queries and prints how long they took: see Options.usage.

do {
  let options = try Options(CommandLine.arguments.dropFirst())
  var run = try LoadRun(options)
  try run.run()
  print(run.report)
  exit(run.failures == 0 ? 0 : 1)
} catch {
  let text = Array("load: \(error)\n".utf8)
  _ = write(STDERR_FILENO, text, text.count)
  exit(2)
}
