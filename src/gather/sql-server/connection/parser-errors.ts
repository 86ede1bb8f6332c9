import type { EventEmitter } from 'node:events';

/** The inside of a tedious connection, as far as it is touched here (tedious ~19.2). */
interface Inside {
  socket?: EventEmitter & { destroy: (fault?: Error) => unknown };
  createTokenStreamParser?: (message: MessageLike, handler: unknown) => ParserLike;
}
interface MessageLike {
  destroy: (fault?: Error) => unknown;
}
interface ParserLike extends EventEmitter {
  parser: EventEmitter;
}

/**
 * Ends two traps of tedious 19: its token parser has no error listener, so that a malformed answer would end the
 * process; and a connection that closes in the middle of the answer to a login leaves the login, and its timer,
 * waiting. Both become an ordinary fault of the connection.
 */
export function catchParserErrors(connection: unknown): void {
  const inside = connection as Inside;
  const create = inside.createTokenStreamParser?.bind(connection);
  if (!create) return;
  inside.createTokenStreamParser = (message, handler) => {
    const parser = create(message, handler);
    const { socket } = inside;
    const cut = () => message.destroy(new Error('the connection was closed in the middle of an answer'));
    socket?.once('close', cut);
    parser.parser.on('end', () => socket?.off('close', cut));
    parser.parser.on('error', (fault: Error) => {
      socket?.destroy(fault);
      // Only the login waits for this event; a request hears of the closed socket.
      if (parser.listenerCount('error') > 0) parser.emit('error', fault);
    });
    return parser;
  };
}
