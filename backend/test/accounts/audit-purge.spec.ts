import { purgeAuditEvents } from '../../src/operations/admin/purge-audit-events';
import { eventsOf, otherDevice } from '../support/people/account';
import { sharedServer, type TestServer } from '../support/servers/test-server';

describe('The purge of security events', () => {
  let app: TestServer;

  beforeAll(async () => {
    app = await sharedServer();
  });

  beforeEach(() => app.database.owner.query('DELETE FROM audit_events'));

  afterAll(() => app.stop());

  const purge = (settings: NodeJS.ProcessEnv = {}) =>
    purgeAuditEvents({ ...app.database.environment, ...settings });

  const age = (userId: string, event: string, interval: string) =>
    app.database.owner.query(
      'UPDATE audit_events SET occurred_at = now() - $3::interval WHERE user_id = $1 AND event = $2',
      [userId, event, interval],
    );

  const namesOf = async (userId: string) =>
    (await eventsOf(app.database.owner, userId)).map(({ event }) => event);

  it('takes what is older than a year, and nothing younger', async () => {
    const person = app.visitor();
    await person.register();
    const device = await otherDevice(app, person);
    await device.logout();
    await age(person.userId, 'registered', '365 days 1 minute');
    await age(person.userId, 'signed-in', '364 days 23 hours');
    expect(await purge()).toBe(1);
    expect(await namesOf(person.userId)).toEqual(['signed-in', 'signed-out']);
    expect(await purge()).toBe(0);
  });

  it.each([
    ['1h', ['signed-in'], 1],
    ['3h', ['registered', 'signed-in'], 0],
    ['999999d', ['registered', 'signed-in'], 0],
  ])('with AUDIT_RETENTION %s leaves, of two hours ago and now, %j', async (retention, left, gone) => {
    const person = app.visitor();
    await person.register();
    await otherDevice(app, person);
    await age(person.userId, 'registered', '2 hours');
    expect(await purge({ AUDIT_RETENTION: retention })).toBe(gone);
    expect(await namesOf(person.userId)).toEqual(left);
  });

  it('counts each event once, whatever number of machines purges', async () => {
    await app.database.owner.query(
      `INSERT INTO audit_events (id, event, occurred_at)
       SELECT gen_random_uuid(), 'sign-in-failed', now() - interval '2 years' FROM generate_series(1, 12345)`,
    );
    const counts = await Promise.all([purge(), purge(), purge()]);
    expect(counts.reduce((sum, count) => sum + count)).toBe(12_345);
    const left = await app.database.owner.query<unknown[]>(
      `SELECT id FROM audit_events WHERE occurred_at < now() - interval '1 year'`,
    );
    expect(left).toEqual([]);
  });

  it('is not for the role of the server', async () => {
    await app.database.owner.query(
      `INSERT INTO audit_events (id, event, occurred_at)
       VALUES (gen_random_uuid(), 'sign-in-failed', now() - interval '2 years')`,
    );
    const { DATABASE_URL } = app.database.environment;
    await expect(purge({ DATABASE_MIGRATION_URL: DATABASE_URL })).rejects.toThrow('permission denied');
    expect(await purge()).toBe(1);
  });
});
