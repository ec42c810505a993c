import { tracing } from './platform/tracing/tracing';
import 'reflect-metadata';
import { extname, join } from 'node:path';
import { Logger } from '@nestjs/common';
import { type Config, loadConfig } from './platform/config/config';
import { describeStart } from './platform/config/describe-start';
import { findStartWarnings } from './platform/config/start-warnings';
import { reasonOf } from './platform/errors/reason-of';
import { exitOnUncaughtError, exitSoon } from './last-resort';
import { createLogger, PinoLogger } from './platform/logging/pino-logger';
import { stopServer } from './stop-server';
import { Supervisor } from './operations/workers/supervisor';
import { PortalFiles } from './portal/portal-files';

const WORKER = join(__dirname, `worker-process${extname(__filename)}`);

export interface RunningServer {
  /** Where people find it. */
  readonly url: string;
  /** Rejects when it cannot go on; settles in no other case. */
  readonly failure: Promise<never>;
  /** Milliseconds that closing takes at most. */
  readonly longestStop: number;
  /** Says that it leaves, lets requests finish, then closes everything. */
  stop(): Promise<void>;
}

/**
 * Starts the server on a database that is migrated.
 * @param portal what a supervisor has read for all of its workers.
 * @throws ConfigurationError when settings are wrong.
 */
export async function startServer(
  environment: NodeJS.ProcessEnv,
  portal?: PortalFiles,
): Promise<RunningServer> {
  const config = loadConfig(environment);
  // Not above: a supervisor of workers does without the application.
  const { createApp } = await import('./create-app.ts');
  const app = await createApp(config, createLogger(config, undefined, tracing.currentTraceId), portal);
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
  const { publicUrl, longestStop } = config;
  return { url: publicUrl.origin, failure: new Promise(() => undefined), longestStop, stop };
}

/**
 * The same in as many processes as `WEB_CONCURRENCY` says; resolves when the first of them answers, and one line of the
 * log has said so.
 * @throws ConfigurationError when settings are wrong, and whatever kept the first process from starting.
 */
export async function serve(environment: NodeJS.ProcessEnv): Promise<RunningServer> {
  const config = loadConfig(environment);
  const server = await (config.webConcurrency === 1
    ? startServer(environment)
    : startWorkers(config, environment));
  const logger = new Logger('Server');
  logger.log(describeStart(config));
  findStartWarnings(config, environment).forEach((warning) => logger.warn(warning));
  return server;
}

async function startWorkers(config: Config, environment: NodeJS.ProcessEnv): Promise<RunningServer> {
  Logger.overrideLogger(new PinoLogger(createLogger(config)));
  const supervisor = new Supervisor(WORKER, config, environment, PortalFiles.read().contents);
  const { failure } = supervisor;
  const { longestStop } = config;
  return { url: await supervisor.start(), failure, longestStop, stop: () => supervisor.stop() };
}

function runUntilEnded(server: RunningServer): void {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void server.stop().then(tracing.isOn ? exitSoon : undefined));
  }
  exitOnUncaughtError(() => server.stop(), server.longestStop);
  server.failure.catch(reportFailure);
}

function reportFailure(error: unknown): void {
  process.stderr.write(`${reasonOf(error)}\n`);
  process.exitCode = 1;
}

if (require.main === module) {
  serve(process.env).then(runUntilEnded, reportFailure);
}
