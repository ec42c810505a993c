import 'reflect-metadata';
import { loadConfig } from './config/config';
import { createApp } from './create-app';
import { reasonOf } from './errors/reason-of';
import { exitOnUncaughtError } from './last-resort';
import { createLogger } from './logging/pino-logger';

export interface RunningServer {
  /** Where people find it. */
  readonly url: string;
  /** Lets requests finish, then closes everything. */
  stop(): Promise<void>;
}

/**
 * Starts the server on a database that is migrated.
 * @throws ConfigurationError when settings are wrong.
 */
export async function startServer(environment: NodeJS.ProcessEnv): Promise<RunningServer> {
  const config = loadConfig(environment);
  const app = await createApp(config, createLogger(config));
  try {
    await app.listen(config.port, config.host);
  } catch (error) {
    await app.close();
    throw error;
  }
  return { url: config.publicUrl.origin, stop: () => app.close() };
}

function runUntilEnded(server: RunningServer): void {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void server.stop());
  }
  exitOnUncaughtError(() => server.stop());
}

if (require.main === module) {
  startServer(process.env).then(runUntilEnded, (error: unknown) => {
    process.stderr.write(`${reasonOf(error)}\n`);
    process.exitCode = 1;
  });
}
