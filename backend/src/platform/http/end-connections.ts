import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';
import type { Config } from '../config/config';

/**
 * A server that closes waits for its connections, so they have to end: those that browsers opened in advance and
 * never used at once, those with a request in hand when it is answered, and those of clients that send or read too
 * slowly when there is no more time. With the statements that may still run after that, the process ends within ten
 * seconds.
 */
export function endConnectionsOnClose(server: FastifyInstance, { shutdownTimeout }: Config): void {
  const sockets = new Set<Socket>();
  let impatience: NodeJS.Timeout | undefined;
  server.server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  server.addHook('preClose', (done) => {
    sockets.forEach((socket) => socket.bytesRead === 0 && socket.destroy());
    impatience = setTimeout(() => sockets.forEach((socket) => socket.destroy()), shutdownTimeout).unref();
    done();
  });
  server.addHook('onClose', (_server, done) => {
    clearTimeout(impatience);
    done();
  });
  server.addHook('onSend', (_request, reply, _payload, done) => {
    if (impatience) {
      void reply.header('Connection', 'close');
    }
    done();
  });
}
