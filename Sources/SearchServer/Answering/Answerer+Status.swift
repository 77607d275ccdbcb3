import Glibc
import SearchIndex
import SearchProtocol

extension Answerer {
  mutating func answer(_ server: ServerStatus) throws {
    let snapshot = job.index.snapshot
    let status = try snapshot.status()
    let (id, name, folder) = (job.id, job.index.name, job.index.folder)
    let now = Int64(time(nil))
    guard job.form == .json else {
      writer.addLine("index \(name): \(folder)")
      writer.addLine("generation \(status.generation), \(status.files) files")
      writer.addLine("\(status.sections) sections, \(status.terms) terms")
      writer.addLine("server \(server.server), process \(server.process)")
      writer.addLine("\(server.clients) clients, \(server.requests) requests so far")
      return endPlain(job.index.warnings)
    }
    writer.add { writer in
      writer.beginObject()
      if let id {
        writer.key("id")
        writer.value(id)
      }
      writer.member("t", "status")
      writer.member("name", name)
      status.encodeMembers(folder: folder, now: now, into: &writer)
      server.encode(into: &writer)
      writer.endObject()
      writer.endLine()
    }
    end(generation: snapshot.generation, job.index.warnings)
  }
}
