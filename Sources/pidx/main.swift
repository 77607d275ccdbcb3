import Glibc

// A reader that closes the pipe early shows up as EPIPE on write, which ends the command quietly.
_ = signal(SIGPIPE, SIG_IGN)
BusError.report()
exit(Pidx.run(Array(CommandLine.arguments.dropFirst())))
