import { existsSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { migrate } from '../../src/platform/schema/migrate';
import { OwnPostgres } from '../support/database/own-postgres';
import { PortToDatabase } from '../support/database/port-to-database';
import { SqlPool } from '../support/database/sql-pool';
import { ME } from '../support/people/account';
import { Visitor } from '../support/people/visitor';
import { expectProblem } from '../support/requests/expect-problem';
import { persistently } from '../support/requests/persistently';
import { ServerProcess } from '../support/servers/server-process';
import { testEnvironment } from '../support/servers/test-environment';
import { createTask, listTasks, TASKS } from '../support/tasks/tasks';

/** A device on which there is never any space: writing to it fails as on a full disk, with ENOSPC (full(4)). */
const FULL_DEVICE = '/dev/full';

describe('A server whose database has no space left for tasks', () => {
  let postgres: OwnPostgres;
  let port: PortToDatabase;
  let server: ServerProcess;
  let person: Visitor;
  let owner: SqlPool;

  beforeAll(async () => {
    postgres = new OwnPostgres();
    const { applicationUrl, ownerUrl } = await postgres.start();
    port = await PortToDatabase.to(applicationUrl);
    await port.open();
    const environment = testEnvironment({ DATABASE_URL: port.url, DATABASE_MIGRATION_URL: ownerUrl });
    await migrate(environment);
    server = await ServerProcess.start(environment);
    await server.ready();
    person = new Visitor(server.url);
    await person.register();
    await fillDisk(ownerUrl);
  });

  afterAll(async () => {
    await owner.end();
    server.kill('SIGTERM');
    expect(await server.ending).toEqual({ code: 0, stderr: '' });
    port.close();
    await postgres.remove();
  });

  /** From now on the table cannot grow by a single page. */
  async function fillDisk(ownerUrl: string): Promise<void> {
    owner = new SqlPool(ownerUrl);
    const [{ path }] = await owner.query<[{ path: string }]>(`SELECT pg_relation_filepath('tasks') AS path`);
    await owner.end();
    await postgres.stop();
    const file = join(postgres.directory, 'cluster', path);
    rmSync(file);
    symlinkSync(FULL_DEVICE, file);
    const urls = await postgres.start();
    port.leadTo(urls.applicationUrl);
    owner = new SqlPool(urls.ownerUrl);
  }

  /** The table gets another file. */
  const makeRoom = () => owner.query('TRUNCATE tasks');

  // Where the system has no such device nothing else that needs no privileges is full.
  (existsSync(FULL_DEVICE) ? it : it.skip)(
    'says 503 to what needs space and serves the rest, and makes tasks again once there is space',
    async () => {
      // It finds out that PostgreSQL was restarted.
      expect((await persistently(() => person.send('GET', ME))).status).toBe(200);
      for (let attempt = 0; attempt < 20; attempt += 1) {
        const refused = await person.send('POST', TASKS, { body: { title: 'No room' } });
        expectProblem(refused, 503, 'UNAVAILABLE');
        expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
      }
      expect((await listTasks(person)).body.items).toEqual([]);
      expect((await person.send('PATCH', ME, { body: { displayName: 'Ada' } })).status).toBe(200);
      expect((await person.refresh()).status).toBe(200);
      expect((await new Visitor(server.url).login({ email: person.email })).status).toBe(200);
      expect((await fetch(`${server.url}/health/ready`)).status).toBe(200);
      await makeRoom();
      const task = await createTask(person);
      expect((await listTasks(person)).body.items).toEqual([task]);
    },
  );
});
