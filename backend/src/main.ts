import { tracing } from './tracing/tracing';
import 'reflect-metadata';
import { loadConfig } from './config/config';
import { createApp } from './create-app';
import { reasonOf } from './errors/reason-of';
import { exitOnUncaughtError } from './last-resort';
import { createLogger } from './logging/pino-logger';
import { stopServer } from './stop-server';

export interface RunningServer {
  /** Where people find it. */
  readonly url: string;
  /** Says that it leaves, lets requests finish, then closes everything. */
  stop(): Promise<void>;
}

/**
 * Starts the server on a database that is migrated.
 * @throws ConfigurationError when settings are wrong.
 */
export async function startServer(environment: NodeJS.ProcessEnv): Promise<RunningServer> {
  const config = loadConfig(environment);
  const app = await createApp(config, createLogger(config, undefined, tracing.currentTraceId));
  try {
    await app.listen(config.port, config.host);
  } catch (error) {
    await app.close();
    throw error;
  }
  const stop = async () => {
    await stopServer(app);
    await tracing.stop();
  };
  return { url: config.publicUrl.origin, stop };
}

function runUntilEnded(server: RunningServer): void {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void server.stop().then(tracing.isOn ? exitSoon : undefined));
  }
  exitOnUncaughtError(() => server.stop());
}

/** Nothing is left to do: only a collector of traces that does not answer could still hold the process. */
function exitSoon(): void {
  setTimeout(() => process.exit(), 100).unref();
}

if (require.main === module) {
  startServer(process.env).then(runUntilEnded, (error: unknown) => {
    process.stderr.write(`${reasonOf(error)}\n`);
    process.exitCode = 1;
  });
}
