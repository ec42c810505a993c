import type { Socket } from 'node:net';
import { setImmediate } from 'node:timers/promises';
import type { TestApp } from './test-app';

/** The server's side of the connection that is opened next; resolves when it is closed. */
export function nextConnectionClosed({ app }: TestApp): Promise<void> {
  return new Promise((resolve) => {
    app.getHttpServer().once('connection', (socket: Socket) => socket.once('close', () => resolve()));
  });
}

/** @throws Error when it is not so within 5 s. */
export async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 5_000;
  while (!(await condition())) {
    if (Date.now() > deadline) {
      throw new Error('What was waited for did not happen');
    }
    await setImmediate();
  }
}
