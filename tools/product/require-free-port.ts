import { once } from 'node:events';
import { createServer } from 'node:net';
import { StartupError } from '../startup-error.ts';

/** Checks early whether the server will be able to listen. An invalid port is left to the server to reject. */
export async function requireFreePort(variables: NodeJS.ProcessEnv): Promise<void> {
  const host = variables.HOST || '127.0.0.1';
  const port = Number(variables.PORT || 3000);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    return;
  }

  const probe = createServer();
  try {
    await once(probe.listen({ host, port, exclusive: true }), 'listening');
  } catch (error) {
    throw new StartupError(explain(error as NodeJS.ErrnoException, host, port));
  }
  probe.close();
  await once(probe, 'close');
}

function explain(error: NodeJS.ErrnoException, host: string, port: number): string {
  if (error.code === 'EADDRINUSE') {
    return `Port ${port} of ${host} is in use. Stop what listens there, or set PORT to another number.`;
  }
  return `The server cannot listen on port ${port} of ${host}: ${error.message}`;
}
