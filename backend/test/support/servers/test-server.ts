import { connectAsOwner, createTestDatabase, type TestDatabase } from '../database/test-database';
import { Visitor } from '../people/visitor';
import type { ServerAnswer, ServerRequest } from './server-keeper';
import { endCleanly, startReady } from './server-pair';

/** The product as others see it, on a port, and its database. */
export interface TestServer {
  readonly url: string;
  readonly database: TestDatabase;
  visitor(): Visitor;
  stop(): Promise<void>;
}

/** Where the keeper of shared servers is. Without one every server is within the Jest worker, to see what is covered. */
const keeper = process.env.TEST_SERVERS_URL;

/**
 * The server process that all specs of this Jest worker share which ask for these settings, one spec after the other.
 * Whoever takes it makes people of their own, counts nothing that is not theirs, and leaves the schema as it is. A spec
 * that cannot takes `ownServer()`, and one that looks inside `startTestApp()`.
 * @param settings environment variables that differ from those of a test.
 */
export async function sharedServer(settings: NodeJS.ProcessEnv = {}): Promise<TestServer> {
  if (!keeper) {
    return startHere(settings);
  }
  const name = `the server of worker ${process.env.JEST_WORKER_ID} with ${JSON.stringify(settings)}`;
  const { url, environment } = (await ask({ name })) ?? (await startShared(name, settings));
  const owner = connectAsOwner(environment);
  const stop = () => owner.end();
  return { url, database: { environment, owner, drop: stop }, visitor: () => new Visitor(url), stop };
}

/** A server process and a database of the spec's own, which look as on the first day. */
export async function ownServer(settings: NodeJS.ProcessEnv = {}): Promise<TestServer> {
  if (!keeper) {
    return startHere(settings);
  }
  const database = await createTestDatabase(settings);
  const server = await startReady(database.environment);
  const stop = async () => {
    await endCleanly(server);
    await database.drop();
  };
  return { url: server.url, database, visitor: () => new Visitor(server.url), stop };
}

async function startHere(settings: NodeJS.ProcessEnv): Promise<TestServer> {
  // Not above: the whole product is a thousand modules more.
  const { startTestApp } = await import('./test-app.ts');
  return startTestApp(settings);
}

async function startShared(name: string, settings: NodeJS.ProcessEnv): Promise<ServerAnswer> {
  // Nobody reads the lines; what it warns of is shown where they end up.
  const { environment, owner } = await createTestDatabase({ LOG_LEVEL: 'warn', ...settings });
  await owner.end();
  const started = await ask({ name, environment });
  if (!started) {
    throw new Error(`Nobody keeps ${name}`);
  }
  return started;
}

/** @returns undefined when there is no such server, and nothing to start one with. */
async function ask(request: ServerRequest): Promise<ServerAnswer | undefined> {
  const response = await fetch(keeper ?? '', { method: 'POST', body: JSON.stringify(request) });
  if (response.status === 404) {
    return undefined;
  }
  if (!response.ok) {
    throw new Error(await response.text());
  }
  return (await response.json()) as ServerAnswer;
}
