import ArgumentParser
import SearchIndex

extension MatchMode: ExpressibleByArgument {}
extension SortOrder: ExpressibleByArgument {}
