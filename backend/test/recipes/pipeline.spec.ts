import { execFile } from 'node:child_process';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PERSONAL_TOKENS, createPersonalToken } from '../support/people/personal-tokens';
import type { Visitor } from '../support/people/visitor';
import { sharedServer, type TestServer } from '../support/servers/test-server';
import { listTasks, TASKS } from '../support/tasks/tasks';

const RECIPE = join(__dirname, '../../../docs/recipes/build-task.sh');
const TITLE = 'Nightly build 4711 is "red": C:\\build\n🥐';

interface Run {
  code: number;
  output: string;
  errors: string;
}

describe('A pipeline with a personal access token', () => {
  let app: TestServer;
  let person: Visitor;
  let token: string;

  beforeAll(async () => {
    app = await sharedServer();
    person = app.visitor();
    await person.register();
    ({ token } = await createPersonalToken(person));
  });

  afterAll(() => app.stop());

  const run = (args: string[], environment: NodeJS.ProcessEnv = {}): Promise<Run> =>
    new Promise((resolve) => {
      const env = { PATH: process.env.PATH, TASKWARD_URL: app.url, TASKWARD_TOKEN: token, ...environment };
      const child = execFile('sh', [RECIPE, ...args], { env }, (_error, output, errors) =>
        resolve({ code: child.exitCode ?? -1, output, errors }),
      );
    });

  it('opens a task when the build breaks, and closes it when it is good again', async () => {
    const opened = await run(['open', TITLE]);
    expect(opened).toEqual({
      code: 0,
      output: expect.stringMatching(/^\/api\/v1\/tasks\/\S+\n$/),
      errors: '',
    });
    const address = opened.output.trim();
    expect((await listTasks(person, { status: 'open' })).body.items).toMatchObject([
      { title: TITLE.replace('\n', ' '), completed: false, priority: 'high', tags: ['build'] },
    ]);

    const closed = { code: 0, output: '', errors: '' };
    expect(await run(['close', address])).toEqual(closed);
    const { body } = await person.send('GET', address);
    expect(body.completed).toBe(true);

    expect(await run(['close', address], { TASKWARD_URL: `${app.url}//` })).toEqual(closed);
    expect((await person.send('GET', address)).body).toMatchObject({
      completed: true,
      completedAt: body.completedAt,
    });
  });

  it('cuts a title that is too long, and closes a task by its whole address', async () => {
    const { output } = await run(['open', 'ä'.repeat(201)]);
    const address = `${app.url}/${output.trim()}/`;
    expect(await run(['close', address])).toEqual({ code: 0, output: '', errors: '' });
    expect((await person.send('GET', output.trim())).body).toMatchObject({
      title: `${'ä'.repeat(199)}…`,
      completed: true,
    });
  });

  it('closes one task, whatever its address holds', async () => {
    const [first, second] = [await run(['open', '\u200b']), await run(['open', 'Second'])].map(({ output }) =>
      output.trim().replace(`${TASKS}/`, ''),
    );
    const { code } = await run(['close', `${TASKS}/{${first},${second}}`]);
    expect(code).toBeGreaterThan(0);
    for (const [id, title] of [
      [first, 'A build is red'],
      [second, 'Second'],
    ]) {
      expect((await person.send('GET', `${TASKS}/${id}`)).body).toMatchObject({ title, completed: false });
    }
  });

  it('fails, and tells why, with a token that may not write, is revoked or is none', async () => {
    const reader = await createPersonalToken(person, { scopes: ['tasks:read'] });
    const revoked = await createPersonalToken(person);
    await person.send('DELETE', `${PERSONAL_TOKENS}/${revoked.id}`);
    const before = (await listTasks(person)).body.items.length;
    for (const [TASKWARD_TOKEN, code] of [
      [reader.token, 'INSUFFICIENT_SCOPE'],
      [revoked.token, 'TOKEN_INVALID'],
      ['twd_wrong', 'TOKEN_INVALID'],
    ]) {
      const failed = await run(['open', 'Not made'], { TASKWARD_TOKEN });
      expect(failed).toMatchObject({ code: 1, output: '', errors: expect.stringContaining(code ?? '') });
      expect(failed.errors).not.toContain(TASKWARD_TOKEN);
    }
    expect((await listTasks(person)).body.items).toHaveLength(before);
  });

  it('fails when there is no such task, no server, no token or no such command', async () => {
    expect(await run(['close', `${TASKS}/unknown`])).toMatchObject({
      code: 1,
      errors: expect.stringContaining('NOT_FOUND'),
    });
    expect(await run(['open', 'x'], { TASKWARD_URL: 'http://127.0.0.1:1' })).toMatchObject({
      code: 1,
      output: '',
    });
    for (const args of [[], ['open'], ['close'], ['delete', 'x'], ['open', 'a', 'b']]) {
      expect(await run(args)).toMatchObject({
        code: 2,
        output: '',
        errors: expect.stringContaining('usage'),
      });
    }
    const without = await run(['open', 'x'], { TASKWARD_TOKEN: '' });
    expect(without.code).toBeGreaterThan(0);
    expect(without.errors).toContain('TASKWARD_TOKEN');
  });

  it('does not show its token to others on the machine', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'taskward-pipeline-'));
    const path = process.env.PATH ?? '';
    const record = join(folder, 'arguments');
    await writeFile(
      join(folder, 'curl'),
      `#!/bin/sh\necho "$@" >>'${record}'\nPATH='${path}' exec curl "$@"\n`,
    );
    await chmod(join(folder, 'curl'), 0o755);
    expect(await run(['open', 'Seen by ps'], { PATH: `${folder}:${path}` })).toMatchObject({ code: 0 });
    const seen = await readFile(record, 'utf8');
    await rm(folder, { recursive: true });
    expect(seen).toContain('Seen by ps');
    expect(seen).not.toContain('twd_');
  });
});
