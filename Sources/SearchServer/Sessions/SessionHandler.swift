import NIOCore

/// Connects a session with its channel.
final class SessionHandler: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer

  private let session: Session

  init(_ session: Session) { self.session = session }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    session.receive(unwrapInboundIn(data).readableBytesView)
  }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    if case ChannelEvent.inputClosed = event { session.endInput() }
    context.fireUserInboundEventTriggered(event)
  }

  func channelWritabilityChanged(context: ChannelHandlerContext) {
    session.writabilityChanged()
  }

  func channelInactive(context: ChannelHandlerContext) { session.connectionEnded() }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    // A client that went away, mostly; nobody is left to tell.
    context.close(promise: nil)
  }
}
