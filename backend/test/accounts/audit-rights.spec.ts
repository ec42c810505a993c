import { SqlPool } from '../support/database/sql-pool';
import { ownServer, type TestServer } from '../support/servers/test-server';

describe('What was recorded', () => {
  let app: TestServer;
  let server: SqlPool;
  let before: unknown[];

  const recorded = () => app.database.owner.query<unknown[]>('SELECT * FROM audit_events ORDER BY id');

  beforeAll(async () => {
    app = await ownServer();
    const person = app.visitor();
    await person.register();
    await person.login({ password: 'not the right one' });
    server = new SqlPool(app.database.environment.DATABASE_URL ?? '');
    before = await recorded();
  });

  afterAll(async () => {
    await server.end();
    await app.stop();
  });

  it.each([
    ['change', `UPDATE audit_events SET ip = NULL`],
    [
      'change by way of a conflict',
      `INSERT INTO audit_events (id, event) SELECT id, event FROM audit_events
       ON CONFLICT (id) DO UPDATE SET event = 'signed-in'`,
    ],
    ['merge', `MERGE INTO audit_events a USING users u ON a.user_id = u.id WHEN MATCHED THEN DELETE`],
    ['lock', 'SELECT id FROM audit_events FOR UPDATE'],
    ['delete', 'DELETE FROM audit_events'],
    ['truncate', 'TRUNCATE audit_events'],
    ['truncate with all others', 'TRUNCATE users, audit_events CASCADE'],
    ['drop', 'DROP TABLE audit_events'],
    ['alter', 'ALTER TABLE audit_events DROP COLUMN ip'],
    ['rename', 'ALTER TABLE audit_events RENAME TO forgotten'],
    ['own', 'ALTER TABLE audit_events OWNER TO CURRENT_USER'],
    ['disable triggers of', 'ALTER TABLE audit_events DISABLE TRIGGER ALL'],
    ['switch off triggers for', `SET session_replication_role = 'replica'`],
    ['rewrite with a rule', 'CREATE RULE quiet AS ON INSERT TO audit_events DO INSTEAD NOTHING'],
    ['hide by a policy', 'ALTER TABLE audit_events ENABLE ROW LEVEL SECURITY'],
    ['stand in front of', 'CREATE TABLE public.audit_events_too (LIKE audit_events)'],
    ['reach through a function', `CREATE FUNCTION quiet() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN END'`],
  ])('is nothing that the role of the server can %s', async (_name, statement) => {
    await expect(server.query(statement)).rejects.toThrow(/permission denied|must be owner/);
    expect(await recorded()).toEqual(before);
  });

  it('stays when it gives itself the right', async () => {
    await server.query('GRANT UPDATE, DELETE ON audit_events TO CURRENT_USER').catch(() => undefined);
    await expect(server.query('DELETE FROM audit_events')).rejects.toThrow('permission denied');
    expect(await recorded()).toEqual(before);
  });

  it('is all there to be read, and can be added to', async () => {
    const read = await server.query<unknown[]>('SELECT * FROM audit_events ORDER BY id');
    expect(JSON.stringify(read)).toBe(JSON.stringify(before));
    expect(before.length).toBeGreaterThan(1);
    await server.query(`INSERT INTO audit_events (id, event) VALUES (gen_random_uuid(), 'signed-out')`);
    expect(await recorded()).toHaveLength(before.length + 1);
  });
});
