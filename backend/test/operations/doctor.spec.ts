import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { DataSource } from 'typeorm';
import type { Finding } from '../../src/operations/doctor/finding';
import { revert } from '../../src/platform/schema/migrate';
import { admin } from '../support/servers/admin';
import { startTestApp, type TestApp } from '../support/servers/test-app';
import { AS_DELIVERED } from '../support/servers/test-environment';

describe('The doctor', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await startTestApp(AS_DELIVERED);
  });

  afterAll(() => app.stop());

  async function examine(settings: NodeJS.ProcessEnv = {}): Promise<{ code: number; findings: Finding[] }> {
    const environment = { ...app.database.environment, PUBLIC_URL: app.url, ...settings };
    const { code, output } = await admin(environment, ['doctor', '--json']);
    return { code, findings: JSON.parse(output) as Finding[] };
  }
  const of = (findings: Finding[], subject: string) => findings.filter((each) => each.subject === subject);

  it('finds nothing where everything is well, and one line says of each matter why', async () => {
    const { code, findings } = await examine();
    expect(findings.filter(({ state }) => state !== 'ok')).toEqual([]);
    expect(code).toBe(0);
    const environment = { ...app.database.environment, PUBLIC_URL: app.url };
    const { output } = await admin(environment, ['doctor']);
    expect(output).toMatch(/^ok {4}database: PostgreSQL 1\d/m);
    expect(output.trim().split('\n')).toHaveLength(findings.length);
  });

  it.each<[string, NodeJS.ProcessEnv, string, RegExp]>([
    ['settings that are wrong', { PORT: 'x' }, 'settings', /PORT: must be a whole number/],
    ['a weak secret', { JWT_SECRETS: 'short' }, 'settings', /JWT_SECRETS: needs at least 32 bytes/],
    ['a database out of reach', { DATABASE_URL: 'postgresql://a@127.0.0.1:1/x' }, 'database', /ECONNREFUSED/],
    [
      'an owner out of reach',
      { DATABASE_MIGRATION_URL: 'postgresql://a@127.0.0.1:1/x' },
      'owner',
      /ECONNREFUSED/,
    ],
    [
      'a replica out of reach',
      { DATABASE_REPLICA_URLS: 'postgresql://a@127.0.0.1:1/x' },
      'replica',
      /ECONNREFUSED/,
    ],
    ['no way to LISTEN', { DATABASE_DIRECT_URL: 'postgresql://a@127.0.0.1:1/x' }, 'events', /ECONNREFUSED/],
  ])('fails for %s', async (_name, settings, subject, message) => {
    const { code, findings } = await examine(settings);
    expect(code).toBe(1);
    const [finding] = of(findings, subject).filter(({ state }) => state === 'fail');
    expect(finding?.message).toMatch(message);
    expect(finding?.advice).toMatch(/\w/);
  });

  it.each<[string, NodeJS.ProcessEnv, string, advice?: RegExp]>([
    [
      'an address in the clear',
      { PUBLIC_URL: 'http://tasks.invalid' },
      'PUBLIC_URL',
      /ALLOW_INSECURE_HTTP=on/,
    ],
    ['weak settings for others', { PUBLIC_URL: 'https://tasks.invalid' }, 'NODE_ENV'],
    ['one person for all connections', { REQUESTS_IN_HAND_MAXIMUM: '10' }, 'REQUESTS_IN_HAND_MAXIMUM'],
    ['streams that proxies close', { EVENT_HEARTBEAT: '2m' }, 'EVENT_HEARTBEAT'],
    ['a proxy that is not trusted', { PUBLIC_URL: 'https://tasks.invalid' }, 'TRUSTED_PROXIES'],
    ['everybody as a proxy', { TRUSTED_PROXIES: '0.0.0.0/0' }, 'TRUSTED_PROXIES'],
    ['an address that nobody answers', { PUBLIC_URL: 'http://localhost:1' }, 'address', /PORT/],
  ])('warns of %s, and does not fail', async (_name, settings, subject, advice = /\w/) => {
    const { code, findings } = await examine(settings);
    expect(of(findings, subject)).toMatchObject([{ state: 'warn', advice: expect.stringMatching(advice) }]);
    expect(code).toBe(0);
  });

  it('warns of settings that are enough for a server and not for migrations', async () => {
    const { code, findings } = await examine({ DATABASE_MIGRATION_URL: '' });
    expect(of(findings, 'owner')).toMatchObject([
      { state: 'warn', message: 'taskward_app does not own the tables.' },
    ]);
    expect(code).toBe(0);
  });

  it('warns of a replica that is none', async () => {
    const { DATABASE_URL } = app.database.environment;
    const { code, findings } = await examine({ DATABASE_REPLICA_URLS: DATABASE_URL });
    expect(of(findings, 'replica')).toMatchObject([{ state: 'warn' }]);
    expect(code).toBe(0);
  });

  it('warns of a server that could delete what was recorded', async () => {
    const { DATABASE_MIGRATION_URL } = app.database.environment;
    const { findings } = await examine({ DATABASE_URL: DATABASE_MIGRATION_URL });
    expect(of(findings, 'roles')).toMatchObject([{ state: 'warn' }]);
  });

  it('warns of a database whose log says what people wrote', async () => {
    const role = new DataSource({ type: 'postgres', url: app.database.environment.DATABASE_URL });
    await role.initialize();
    const [{ name }] = await role.query<[{ name: string }]>('SELECT current_database() AS name');
    const setting = `ROLE CURRENT_USER IN DATABASE ${name}`;
    await role.query(`ALTER ${setting} SET log_parameter_max_length_on_error = -1`);
    expect(of((await examine()).findings, 'database log')).toMatchObject([{ state: 'warn' }]);
    await role.query(`ALTER ${setting} RESET ALL`);
    await role.destroy();
    expect(of((await examine()).findings, 'database log')).toMatchObject([{ state: 'ok' }]);
  });

  it('warns when everybody comes from one address, as behind a proxy that is not trusted', async () => {
    for (let count = 0; count < 5; count += 1) {
      expect(of((await examine()).findings, 'sources')).toMatchObject([{ state: 'ok' }]);
      await app.visitor().register();
    }
    const [finding] = of((await examine()).findings, 'sources');
    expect(finding).toMatchObject({ state: 'warn', message: expect.stringContaining('127.0.0.1') });
    await app.database.owner.query(
      `UPDATE audit_events SET ip = '192.0.2.1' WHERE id = (SELECT max(id::text)::uuid FROM audit_events)`,
    );
    expect(of((await examine()).findings, 'sources')).toMatchObject([{ state: 'ok' }]);
  });

  it('tells a database behind or ahead of this version, and is the one command that looks at it', async () => {
    await revert(app.database.environment);
    await app.database.owner.query(`INSERT INTO migrations (timestamp, name) VALUES (1, 'AddTomorrow')`);
    const { code, findings } = await examine();
    expect(code).toBe(1);
    expect(of(findings, 'migrations')).toMatchObject([{ state: 'fail' }]);
    const refused = await admin(app.database.environment, ['users', 'list']);
    expect(refused).toMatchObject({ code: 1, errors: expect.stringContaining('AddTomorrow') });
  });

  describe('about PUBLIC_URL', () => {
    async function examineBehind(listener: RequestListener): Promise<Finding[]> {
      const server = createServer(listener).listen(0, '127.0.0.1');
      await once(server, 'listening');
      const { port } = server.address() as AddressInfo;
      const { findings } = await examine({ PUBLIC_URL: `http://localhost:${port}` });
      server.closeAllConnections();
      server.close();
      return findings;
    }

    it('fails when something else answers there', async () => {
      const findings = await examineBehind((_request, response) => response.end('<html>'));
      expect(of(findings, 'address')).toMatchObject([
        { state: 'fail', message: 'It answers 200, and not as Taskward.' },
      ]);
    });

    it('fails when people end up elsewhere', async () => {
      const findings = await examineBehind((_request, response) =>
        response.writeHead(301, { location: 'https://tasks.example.org/' }).end(),
      );
      expect(of(findings, 'address')).toMatchObject([
        { state: 'fail', message: expect.stringContaining('redirects') },
      ]);
    });

    it('warns of a proxy whose word does not count', async () => {
      const findings = await examineBehind((_request, response) =>
        response.writeHead(200, { via: '1.1 edge' }).end('{"status":"ok"}'),
      );
      expect(of(findings, 'address')).toMatchObject([{ state: 'ok' }]);
      expect(of(findings, 'proxy')).toMatchObject([{ state: 'warn' }]);
    });
  });
});
