import type { Socket } from 'node:net';
import type { TestApp } from './test-app';

/** The server's side of the connection that is opened next; resolves when it is closed. */
export function nextConnectionClosed({ app }: TestApp): Promise<void> {
  return new Promise((resolve) => {
    app.getHttpServer().once('connection', (socket: Socket) => socket.once('close', () => resolve()));
  });
}
