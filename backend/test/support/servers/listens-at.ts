import { once } from 'node:events';
import { connect } from 'node:net';

/**
 * Whether an address takes connections. No request is sent: a connection that arrives in the moment in which the last
 * worker stops listening gets no answer, and is reset only when the server has ended.
 */
export async function listensAt(url: string): Promise<boolean> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}
