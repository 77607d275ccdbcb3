import Glibc
import Logging
import NIOCore
import NIOPosix

/// The server: listens, answers, and picks up new generations until it is told to stop.
public struct Server {
  private let options: ServerOptions
  private let catalog: IndexCatalog
  private var logger: Logger { options.logger }

  /// A server of these indexes.
  public init(_ catalog: IndexCatalog, _ options: ServerOptions) {
    self.catalog = catalog
    self.options = options
  }

  /// Serves until SIGTERM or SIGINT, or until it has been idle for long enough.
  ///
  /// Call it from the main thread before any other is started: the signals are blocked in all of
  /// them, and waited for here.
  ///
  /// - Throws: `SocketError` where it cannot listen.
  public func run() throws {
    let signals = SignalWaiter([SIGTERM, SIGINT, SIGHUP])
    let listening = try listen()
    let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    let loop = group.next()
    let hub = try loop.submit { [options, catalog] in
      NIOLoopBound(
        Hub(catalog: catalog, options: options, eventLoop: loop), eventLoop: loop)
    }.wait()
    let channel = try bootstrap(group, hub).withBoundSocket(listening.descriptor).wait()
    let sweeping = loop.scheduleRepeatedTask(
      initialDelay: Self.sweepEvery, delay: Self.sweepEvery
    ) { _ in hub.value.sweep() }
    logger.notice("listening at \(listening.path ?? "the socket of systemd")")
    // After the signals were blocked, so that no thread of theirs takes one.
    for companion in options.companions { companion.start() }
    wait(signals, hub, loop)
    logger.notice("shutting down")
    // No file, no new client: who connects now starts or finds another server.
    try channel.close().wait()
    try drain(hub, loop)
    for companion in options.companions { companion.stop() }
    sweeping.cancel()
    listening.remove()
    try group.syncShutdownGracefully()
    logger.notice("ended")
  }

  private static let sweepEvery = TimeAmount.milliseconds(100)
  /// Seconds between two looks at the manifests.
  private static let pollEvery = 0.3

  private func listen() throws -> ListeningSocket {
    if let descriptor = try SocketActivation.socket() {
      return ListeningSocket(descriptor: descriptor)
    }
    return try ListeningSocket(path: options.socket)
  }

  private func bootstrap(
    _ group: MultiThreadedEventLoopGroup, _ hub: NIOLoopBound<Hub>
  ) -> ServerBootstrap {
    ServerBootstrap(group: group)
      .childChannelOption(.allowRemoteHalfClosure, value: true)
      // A client's turn is one read of so many bytes, so that none can keep the loop to itself.
      .childChannelOption(.maxMessagesPerRead, value: 1)
      .childChannelOption(
        .recvAllocator, value: FixedSizeRecvByteBufferAllocator(capacity: 16 << 10)
      )
      .childChannelOption(
        .writeBufferWaterMark, value: .init(low: 256 << 10, high: 1 << 20)
      )
      .childChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          guard let session = try hub.value.accept(channel) else { return }
          try channel.pipeline.syncOperations.addHandler(SessionHandler(session))
        }
      }
  }

  // MARK: While it runs

  /// Looks after the indexes until it is time to end.
  private func wait(_ signals: SignalWaiter, _ hub: NIOLoopBound<Hub>, _ loop: any EventLoop) {
    while true {
      let signal = signals.wait(seconds: Self.pollEvery)
      switch signal {
      case SIGTERM, SIGINT: return
      case SIGHUP:
        logger.notice("opening every index again")
        refresh(hub, loop, force: true)
      default: refresh(hub, loop, force: false)
      }
      if hasBeenIdle(hub, loop) { return }
    }
  }

  private func refresh(_ hub: NIOLoopBound<Hub>, _ loop: any EventLoop, force: Bool) {
    var changed = false
    for index in catalog.indexes {
      switch index.refresh(force: force) {
      case .unchanged: continue
      case .opened(let old, let new):
        logger.info("\(index.name): generation \(new) in place of \(old)")
        changed = true
      case .failed(let error): logger.error("\(index.name): \(error)")
      }
    }
    if changed { loop.execute { [catalog] in hub.value.scheduler.forgetOld(catalog.indexes) } }
  }

  private func hasBeenIdle(_ hub: NIOLoopBound<Hub>, _ loop: any EventLoop) -> Bool {
    guard let seconds = options.idleExit else { return false }
    let idle = try? loop.submit {
      hub.value.isIdle
        && hub.value.now() &- hub.value.idleSince >= UInt64(seconds) * 1_000_000_000
    }.wait()
    if idle == true { logger.notice("nobody has asked for \(seconds) s") }
    return idle == true
  }

  private func drain(_ hub: NIOLoopBound<Hub>, _ loop: any EventLoop) throws {
    try loop.flatSubmit {
      let promise = loop.makePromise(of: Void.self)
      hub.value.drain { promise.succeed() }
      return promise.futureResult
    }.wait()
    try loop.flatSubmit {
      let promise = loop.makePromise(of: Void.self)
      hub.value.scheduler.shutDown { _ in promise.succeed() }
      return promise.futureResult
    }.wait()
  }
}
