import { tracing } from './platform/tracing/tracing';
import 'reflect-metadata';
import { extname, join } from 'node:path';
import { Logger } from '@nestjs/common';
import { type Config, loadConfig } from './platform/config/config';
import { describeStart } from './platform/config/describe-start';
import { findStartWarnings } from './platform/config/start-warnings';
import { createLogger, PinoLogger } from './platform/logging/pino-logger';
import { stopServer } from './stop-server';
import { Supervisor } from './operations/workers/supervisor';
import { PortalFiles } from './portal/portal-files';

const WORKER = join(__dirname, `worker-process${extname(__filename)}`);

export interface RunningServer {
  /** The URL people use. */
  readonly url: string;
  /** Rejects when the server fails; never settles otherwise. */
  readonly failure: Promise<never>;
  /** Maximum duration of a shutdown in milliseconds. */
  readonly longestStop: number;
  /** Graceful shutdown: reports not ready, finishes requests, then closes everything. */
  stop(): Promise<void>;
}

/**
 * Starts the server on a migrated database.
 * @param portal files read once by the supervisor for all of its workers.
 * @throws ConfigurationError when settings are invalid.
 */
export async function startServer(
  environment: NodeJS.ProcessEnv,
  portal?: PortalFiles,
): Promise<RunningServer> {
  const config = loadConfig(environment);
  // Imported lazily: the supervisor of workers does not need the application.
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
 * The same with `WEB_CONCURRENCY` processes; resolves when the first of them responds and the startup line is logged.
 * @throws ConfigurationError when settings are invalid, and whatever prevented the first process from starting.
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
