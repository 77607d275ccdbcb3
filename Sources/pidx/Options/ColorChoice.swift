import ArgumentParser
import Configuration

extension ColorChoice: ExpressibleByArgument {}
