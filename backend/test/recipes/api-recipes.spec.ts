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

  it.each([
    ['', 'an address'],
    ['/', 'an address with a slash at its end'],
  ])('can be run from top to bottom, and does what it says (%j: %s)', async (ending) => {
    const person = app.visitor();
    await person.register();
    const { token } = await createPersonalToken(person, { scopes: ['tasks:write'] });
    const blocks = [...(await readFile(PAGE, 'utf8')).matchAll(/^```sh\n(.*?)^```$/gms)];
    expect(blocks.length).toBeGreaterThan(6);
    const script = blocks.map(([, block]) => block).join('\n');
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
});
