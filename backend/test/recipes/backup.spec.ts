import { randomUUID } from 'node:crypto';
import { chmodSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { migrate } from '../../src/platform/schema/migrate';
import { OwnPostgres } from '../support/database/own-postgres';
import { findPostgresPrograms, SystemPostgres } from '../support/database/system-postgres';
import { connectAsOwner } from '../support/database/test-database';
import { runShell } from '../support/files/shell';
import { WORKSPACE } from '../support/files/workspace-files';
import { ME } from '../support/people/account';
import { Visitor } from '../support/people/visitor';
import { expectProblem } from '../support/requests/expect-problem';
import { admin } from '../support/servers/admin';
import { startServerOn } from '../support/servers/test-app';
import { AS_DELIVERED, testEnvironment } from '../support/servers/test-environment';
import { createTask, TASKS } from '../support/tasks/tasks';

const PUBLIC_URL = 'http://localhost:3000';
const SECRETS = testEnvironment({ PUBLIC_URL, ...AS_DELIVERED });

/** The commands of the documentation, below a heading, in their order. */
function commandsOf(heading: string): string[] {
  const text = readFileSync(join(WORKSPACE, 'docs/operations.md'), 'utf8');
  const [, section = ''] = text.split(`### ${heading}\n`);
  const [until = ''] = section.split(/^##/m);
  return [...until.matchAll(/^```sh\n(.+?)^```/gms)].map(([, commands = '']) => commands);
}

interface Urls {
  readonly DATABASE_URL: string;
  readonly DATABASE_MIGRATION_URL: string;
}

/** What is compared: everything that people have, and everything that was recorded. */
async function readEverything({ DATABASE_MIGRATION_URL }: Urls): Promise<Record<string, unknown[]>> {
  const owner = connectAsOwner({ DATABASE_MIGRATION_URL });
  const tables = ['users', 'sessions', 'tasks', 'task_feeds', 'audit_events', 'access_tokens', 'migrations'];
  const rows = await Promise.all(
    tables.map((table) => owner.query<unknown[]>(`SELECT * FROM ${table} ORDER BY 1`)),
  );
  await owner.end();
  return Object.fromEntries(tables.map((table, index) => [table, rows[index] ?? []]));
}

describe('A backup, restored into an empty database,', () => {
  let folder: string;

  beforeEach(() => {
    folder = join(tmpdir(), `taskward-backup-${randomUUID()}`);
    mkdirSync(folder);
    chmodSync(folder, 0o711);
  });

  afterEach(() => rmSync(folder, { recursive: true }));

  const serve = (urls: Urls) => startServerOn({ environment: { ...SECRETS, ...urls } });

  /** Follows a person from one installation to the other. */
  async function rehearse(
    before: Urls,
    backUp: () => Promise<void>,
    restore: () => Promise<Urls>,
  ): Promise<void> {
    await migrate({ ...SECRETS, ...before });
    const old = await serve(before);
    const person = new Visitor(old.url);
    await person.register();
    const task = await createTask(person, { title: 'Kept ✓', tags: ['a', 'b'], dueDate: '2026-12-24' });
    await person.send('DELETE', `${TASKS}/${(await createTask(person)).id}`);
    const tasks = (await person.send('GET', TASKS)).body.items;
    const kept = await readEverything(before);
    const browser = person.clone();
    await backUp();
    await old.app.close();

    const after = await restore();
    expect(await readEverything(after)).toEqual(kept);
    const server = await serve(after);
    const returned = Object.assign(browser.clone(), { url: server.url });
    expect((await returned.send('GET', TASKS)).body.items).toEqual(tasks);
    expect((await returned.refresh()).status).toBe(200);
    expect((await new Visitor(server.url).login({ email: person.email })).status).toBe(200);
    expectProblem(
      await new Visitor(server.url).login({ email: person.email, password: 'x' }),
      401,
      'INVALID_CREDENTIALS',
    );
    expect((await returned.send('PATCH', `${TASKS}/${task.id}`, { body: { title: 'Goes on' } })).status).toBe(
      200,
    );
    expect((await returned.send('GET', ME)).body.email).toBe(person.email);
    const environment = { ...SECRETS, ...after, PUBLIC_URL: server.url };
    expect(await admin(environment, ['doctor'])).toMatchObject({
      code: 0,
      output: expect.not.stringContaining('warn'),
    });
    await server.app.close();
  }

  it('of the packed data directory is the same installation', async () => {
    const [pack = '', unpack = ''] = commandsOf('The embedded database');
    const [from, to] = [join(folder, 'old'), join(folder, 'new')];
    mkdirSync(from);
    chmodSync(from, 0o711);
    const postgres = new OwnPostgres(join(from, 'postgres'));
    const copy = new OwnPostgres(join(to, 'postgres'));
    const toUrls = ({ applicationUrl, ownerUrl }: { applicationUrl: string; ownerUrl: string }): Urls => ({
      DATABASE_URL: applicationUrl,
      DATABASE_MIGRATION_URL: ownerUrl,
    });
    const run = async (script: string) => {
      const result = await runShell(script, folder, { DATA_DIR: from, NEW_DATA_DIR: to });
      expect(result).toEqual({ code: 0, output: '', errors: '' });
    };
    await rehearse(
      toUrls(await postgres.start()),
      () => Promise.resolve(),
      async () => {
        await postgres.stop();
        await run(pack);
        await postgres.forget();
        await run(unpack);
        return toUrls(await copy.start());
      },
    );
    await copy.remove();
  });

  const programs = findPostgresPrograms();
  // Where no PostgreSQL with its clients is installed there is nothing to rehearse it with.
  (programs ? it : it.skip)('of pg_dump is the same installation', async () => {
    const [dump = '', restore = ''] = commandsOf('A server of your own');
    const [one, two] = [
      await SystemPostgres.start(programs ?? '', join(folder, 'one')),
      await SystemPostgres.start(programs ?? '', join(folder, 'two')),
    ];
    const urlsOf = (server: SystemPostgres): Urls => ({
      DATABASE_URL: server.urlOf('taskward_app', 'taskward'),
      DATABASE_MIGRATION_URL: server.urlOf('taskward_owner', 'taskward'),
    });
    const run = async (script: string, server: SystemPostgres) => {
      const path = `${programs}${delimiter}${process.env.PATH}`;
      const settings = {
        PATH: path,
        SUPERUSER_URL: server.urlOf('postgres', 'postgres'),
        ...urlsOf(server),
      };
      const result = await runShell(script, WORKSPACE, settings);
      expect(result).toEqual({ code: 0, output: '', errors: '' });
    };
    const inFolder = (script: string) => script.replaceAll('taskward.dump', join(folder, 'taskward.dump'));
    await run(restore.split('\n')[0] ?? '', one);
    await rehearse(
      urlsOf(one),
      () => run(inFolder(dump), one),
      async () => {
        await run(inFolder(restore), two);
        return urlsOf(two);
      },
    );
    await one.remove();
    await two.remove();
  });
});
