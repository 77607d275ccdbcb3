import Glibc

_ = signal(SIGPIPE, SIG_IGN)
exit(EvalCommand.start(Array(CommandLine.arguments.dropFirst())))
