import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DataSource } from 'typeorm';
import { migrate } from '../../src/platform/schema/migrate';
import {
  bodySchemaOf,
  call,
  type Operation,
  operationsOf,
  readDocument,
} from '../support/contract/api-document';
import { sampleBodyOf } from '../support/contract/sample-bodies';
import { OwnPostgres } from '../support/database/own-postgres';
import { PASSWORD, Visitor } from '../support/people/visitor';
import { expectProblem } from '../support/requests/expect-problem';
import { admin } from '../support/servers/admin';
import { startServerOn, type TestApp } from '../support/servers/test-app';
import { testEnvironment } from '../support/servers/test-environment';
import { createTask, TASKS } from '../support/tasks/tasks';

const CANARY = 'canary-4c2e';

/** Milliseconds: more than a thousand requests, some of which hash a password. */
const TIMEOUT = 300_000;

/** What PostgreSQL would quote if it were asked to make a number, a date, an id or a list of it. */
const VALUES = [
  CANARY,
  `${CANARY}' OR 1=1 --`,
  `${CANARY}\\`,
  `{${CANARY}`,
  `"${CANARY}`,
  `${CANARY}\0`,
  `${CANARY}:* & !`,
  `2026-02-30${CANARY}`,
  '99999-12-31',
  '1e308',
  '9'.repeat(30),
  '-1',
  'ffffffff-ffff-ffff-ffff-ffffffffffff',
  Buffer.from(`${CANARY}:1:2`).toString('base64url'),
];

describe('The log of PostgreSQL', () => {
  const postgres = new OwnPostgres();
  let environment: NodeJS.ProcessEnv;
  let server: Pick<TestApp, 'app' | 'url' | 'visitor'>;
  let person: Visitor;
  let written: number;

  const readLog = () => readFileSync(join(postgres.directory, 'postgres.log'), 'utf8');

  beforeAll(async () => {
    const { ownerUrl, applicationUrl } = await postgres.start();
    environment = testEnvironment({
      DATABASE_URL: applicationUrl,
      DATABASE_MIGRATION_URL: ownerUrl,
      API_DOCS: 'on',
    });
    await migrate(environment);
    const started = await startServerOn({ environment });
    server = { ...started, visitor: () => new Visitor(started.url) };
    person = server.visitor();
    await person.register();
  });

  beforeEach(() => {
    written = readLog().length;
  });

  afterAll(async () => {
    await server.app.close();
    await postgres.remove();
  });

  const expectSilence = () => {
    const log = readLog().slice(written);
    expect(log.split('\n').filter((line) => /\b(ERROR|FATAL|PANIC|STATEMENT|DETAIL):/.test(line))).toEqual(
      [],
    );
    expect(log).not.toContain(CANARY);
  };

  it('does not hear of an e-mail that is taken', async () => {
    const email = `${CANARY}@example.org`;
    const signUp = (spelling = email) => server.visitor().register({ email: spelling });
    const answers = await Promise.all([signUp(), signUp(), signUp(email.toUpperCase())]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
    expectProblem(await signUp(), 409, 'EMAIL_TAKEN');
    const created = await admin(environment, ['users', 'create', email], PASSWORD);
    expect(created).toMatchObject({ code: 1, errors: expect.stringContaining('exists already') });
    expectSilence();
  });

  it('does not hear of what is there already, however often and at once it is made', async () => {
    const once = async (send: () => Promise<{ status: number }>, ...statuses: number[]) => {
      const answers = await Promise.all(Array.from({ length: 8 }, send));
      expect(statuses).toEqual(expect.arrayContaining(answers.map(({ status }) => status)));
    };
    const headers = { 'idempotency-key': CANARY };
    const task = { title: CANARY, tags: [CANARY, CANARY] };
    await once(() => person.send('POST', TASKS, { body: task, headers }), 201, 409);
    await once(() => person.send('PUT', `${TASKS}/external/${CANARY}/${CANARY}`, { body: task }), 200, 201);
    const body = { name: CANARY, scopes: ['tasks:read'] };
    await once(() => person.send('POST', '/api/v1/auth/access-tokens', { body }), 201);
    expectSilence();
  });

  it(
    'does not hear of any value that cannot be one',
    async () => {
      const app = server as TestApp;
      const document = await readDocument(app);
      const { id } = await createTask(person);
      const send = async (operation: Operation, path: string, body?: object) => {
        const json = body && JSON.stringify(body);
        const fields = json ? ['Content-Type', 'application/json'] : [];
        const answer = await call(
          app,
          { ...operation, path },
          { id, token: person.accessToken, body: json, fields },
        );
        expect(answer.status).toBeLessThan(500);
      };
      for (const operation of operationsOf(document)) {
        const { path, parameters } = operation;
        const body = sampleBodyOf(operation);
        const names = Object.keys(bodySchemaOf(document, operation)?.properties ?? {});
        for (const value of VALUES) {
          const text = encodeURIComponent(value);
          const paths = parameters.flatMap(({ name, in: place }) => [
            ...(place === 'path' ? [path.replace(`{${name}}`, text)] : []),
            ...(place === 'query' ? [`${path}?${name}=${text}`] : []),
          ]);
          await Promise.all(paths.map((each) => send(operation, each, body)));
          await Promise.all(names.map((name) => send(operation, path, { ...body, [name]: value })));
        }
      }
      expectSilence();
    },
    TIMEOUT,
  );

  it('names the rule that a row broke, and not the row', async () => {
    const owner = new DataSource({ type: 'postgres', url: environment.DATABASE_MIGRATION_URL });
    await owner.initialize();
    const breakRule = owner.query(
      `INSERT INTO users (id, email, email_key, display_name, password_hash) VALUES ($1, $2, $2, '', $2)`,
      [randomUUID(), CANARY],
    );
    await expect(breakRule).rejects.toThrow('users_display_name_length');
    await owner.destroy();
    const log = readLog().slice(written);
    expect(log).toContain('users_display_name_length');
    expect(log).not.toContain(CANARY);
  });
});
