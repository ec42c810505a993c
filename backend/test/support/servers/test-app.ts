import { Writable } from 'node:stream';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createApp } from '../../../src/create-app';
import { loadConfig } from '../../../src/platform/config/config';
import { createLogger } from '../../../src/platform/logging/pino-logger';
import { createTestDatabase, type TestDatabase } from '../database/test-database';
import { Visitor } from '../people/visitor';
import type { TestServer } from './test-server';

/** The whole product within the test, to look inside. */
export interface TestApp extends TestServer {
  readonly app: NestFastifyApplication;
  /** Every line that was logged so far. */
  readonly log: string[];
}

/** @param settings environment variables that differ from those of a test. */
export async function startTestApp(settings: NodeJS.ProcessEnv = {}): Promise<TestApp> {
  const database = await createTestDatabase(settings);
  const server = await startServerOn(database);
  const stop = async () => {
    await server.app.close();
    await database.drop();
  };
  return { ...server, database, visitor: () => new Visitor(server.url), stop };
}

/**
 * One more server process' worth of application on a database that exists. Passport keeps its strategies by process,
 * so the application started last checks the access tokens of all: start no other while one with other keys is used.
 */
export async function startServerOn({
  environment,
}: Pick<TestDatabase, 'environment'>): Promise<Pick<TestApp, 'app' | 'url' | 'log'>> {
  const log: string[] = [];
  const sink = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      log.push(...chunk.toString().split('\n').filter(Boolean));
      done();
    },
  });
  const config = loadConfig(environment);
  const app = await createApp(config, createLogger(config, sink));
  await app.listen(0, '127.0.0.1');
  return { app, log, url: (await app.getUrl()).replace('127.0.0.1', 'localhost') };
}
