import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';

/**
 * A server that closes waits for its connections, so they have to end: those that browsers opened in advance and
 * never used at once, those with a request in hand when it is answered.
 */
export function endConnectionsOnClose(server: FastifyInstance): void {
  const sockets = new Set<Socket>();
  let isClosing = false;
  server.server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  server.addHook('preClose', (done) => {
    isClosing = true;
    sockets.forEach((socket) => socket.bytesRead === 0 && socket.destroy());
    done();
  });
  server.addHook('onSend', (_request, reply, _payload, done) => {
    if (isClosing) {
      void reply.header('Connection', 'close');
    }
    done();
  });
}
