import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createTestDatabase, type TestDatabase } from '../support/database/test-database';
import { findFreePort } from '../support/servers/free-port';
import { MAIN } from '../support/servers/server-process';

describe('A server in a terminal', () => {
  let database: TestDatabase;
  let server: ChildProcess | undefined;

  beforeAll(async () => {
    database = await createTestDatabase({ LOG_FORMAT: 'pretty' });
  });

  afterEach(() => server?.kill('SIGKILL'));

  afterAll(() => database.drop());

  it.each(['1', '2'])('logs for people, with WEB_CONCURRENCY=%s', async (WEB_CONCURRENCY) => {
    const PORT = String(await findFreePort());
    const env = { ...database.environment, PORT, WEB_CONCURRENCY };
    server = spawn(process.execPath, [MAIN], { env, stdio: ['ignore', 'pipe', 'pipe'] });
    const exit = once(server, 'exit');
    let output = '';
    for await (const chunk of server.stdout!) {
      output += String(chunk);
      if (!server.killed && output.includes('event: "server-started"')) {
        server.kill('SIGTERM');
      }
    }
    expect(await exit).toEqual([0, null]);
    expect(output).toMatch(/^\[[\d:.]+\] .*INFO/m);
  });
});
