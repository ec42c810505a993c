import { migrate } from '../../src/platform/schema/migrate';
import { OwnPostgres } from '../support/database/own-postgres';
import { PortToDatabase } from '../support/database/port-to-database';
import { Visitor } from '../support/people/visitor';
import { type EventReader, followEvents } from '../support/requests/event-reader';
import { expectProblem } from '../support/requests/expect-problem';
import { ServerProcess } from '../support/servers/server-process';
import { testEnvironment } from '../support/servers/test-environment';
import { createTask, TASKS } from '../support/tasks/tasks';
import { until } from '../support/time/until';

describe('A server whose PostgreSQL stops and starts again', () => {
  let postgres: OwnPostgres;
  let port: PortToDatabase;
  let server: ServerProcess;
  let person: Visitor;
  let reader: EventReader;

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
    reader = await followEvents(person);
  });

  afterAll(async () => {
    reader.close();
    server.kill('SIGTERM');
    expect(await server.ending).toEqual({ code: 0, stderr: '' });
    port.close();
    await postgres.remove();
  });

  const isReady = async () => (await fetch(`${server.url}/health/ready`)).ok;

  /** When the server tried in vain to listen to changes. */
  const lostListeners = () =>
    server.log.filter(({ context }) => context === 'ChangeListenerService').map(({ time }) => String(time));

  // That the attempts to listen come soon enough for five seconds shows change-listener.service.spec.ts.
  it('says 503 with Retry-After meanwhile, and works again within five seconds without a restart', async () => {
    const before = await createTask(person);
    expect(await reader.next()).toMatchObject({ id: before.id });
    await postgres.stop();
    await until(async () => {
      const refused = await person.send('POST', TASKS, { body: { title: 'Too early' } });
      expectProblem(refused, 503, 'UNAVAILABLE');
      expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
      expectProblem(await person.clone().refresh(), 503, 'UNAVAILABLE');
      return lostListeners().length > 5;
    });
    expect(await isReady()).toBe(false);

    port.leadTo((await postgres.start()).applicationUrl);
    const back = new Date().toISOString();
    expect(await isReady()).toBe(true);
    expect((await person.send('GET', '/api/v1/users/me')).status).toBe(200);
    expect((await person.refresh()).status).toBe(200);
    const after = await createTask(person);
    expect(await reader.next()).toMatchObject({ id: after.id });
    // The one that was under way when the database came back.
    expect(lostListeners().filter((time) => time > back).length).toBeLessThanOrEqual(1);
    expect((await person.send('GET', TASKS)).body.items).toEqual([after, before]);
  });
});
