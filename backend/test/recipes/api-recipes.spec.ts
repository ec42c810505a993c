import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runShell } from '../support/files/shell';
import { createPersonalToken } from '../support/people/personal-tokens';
import { sharedServer, type TestServer } from '../support/servers/test-server';
import { walkPages } from '../support/tasks/tasks';

const PAGE = join(__dirname, '../../../docs/api.md');

describe('docs/api.md', () => {
  let app: TestServer;
  let folder: string;

  beforeAll(async () => {
    app = await sharedServer();
    folder = await mkdtemp(join(tmpdir(), 'taskward-recipes-'));
  });

  afterAll(async () => {
    await app.stop();
    await rm(folder, { recursive: true });
  });

  const readBlocks = async () =>
    [...(await readFile(PAGE, 'utf8')).matchAll(/^```sh\n(.*?)^```$/gms)].map(([, block = '']) => block);

  it.each([
    ['', 'an address'],
    ['/', 'an address with a slash at its end'],
  ])('can be run from top to bottom, and does what it says (%j: %s)', async (ending) => {
    const person = app.visitor();
    await person.register();
    const { token } = await createPersonalToken(person, { scopes: ['tasks:write'] });
    const blocks = await readBlocks();
    expect(blocks.length).toBeGreaterThan(6);
    const script = blocks.join('\n');
    const { code, output, errors } = await runShell(script, folder, {
      TASKWARD_URL: app.url + ending,
      TASKWARD_TOKEN: token,
    });
    expect({ code, errors, end: output.slice(-300) }).toMatchObject({
      code: 0,
      errors: expect.not.stringMatching(/curl: \((?!28)/),
    });
    const titles = (await walkPages(person, { limit: '50' })).map(({ title }) => title).sort();
    const tasks = ['The nightly build of main is green again', 'first', 'new', 'second'];
    expect(titles).toEqual(tasks.sort());
    // Imported once more, and undone.
    const { body } = await person.send<{ items: { title: string }[] }>('GET', '/api/v1/tasks/trash');
    expect(body.items.map(({ title }) => title).sort()).toEqual(tasks);
    expect(await readFile(join(folder, 'tasks.ics'), 'utf8')).toContain('BEGIN:VTODO');
    expect(output).toContain('data: {"op":"created"');
  });

  it('can be run again on the same day by the same person: each run makes a task of its own', async () => {
    const person = app.visitor();
    await person.register();
    const { token } = await createPersonalToken(person, { scopes: ['tasks:write'] });
    const [api, oneTask] = await readBlocks();
    expect(oneTask).toContain('Idempotency-Key');
    for (const run of ['first', 'second']) {
      const { code, errors } = await runShell(`${api}\n${oneTask}`, folder, {
        TASKWARD_URL: app.url,
        TASKWARD_TOKEN: token,
      });
      expect({ run, code, errors }).toEqual({ run, code: 0, errors: '' });
    }
  });
});
