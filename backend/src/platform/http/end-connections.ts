import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';
import type { Config } from '../config/config';

/**
 * Closes connections at shutdown, since the server waits for them: unused ones at once, those with a request
 * in flight when it is answered, and those of slow clients when time runs out. Including the statements that may still
 * run after that, the process ends within ten seconds.
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
