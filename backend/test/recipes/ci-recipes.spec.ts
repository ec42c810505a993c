import { mkdir, mkdtemp, readFile, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runShell } from '../support/files/shell';
import { createPersonalToken } from '../support/people/personal-tokens';
import { sharedServer, type TestServer } from '../support/servers/test-server';
import { listTasks } from '../support/tasks/tasks';

const DOCS = join(__dirname, '../../../docs');

/** What each system says of a build; a workflow without a name has that of its file. */
const ENVIRONMENT = {
  GITHUB_WORKFLOW: '.github/workflows/ci.yml',
  GITHUB_RUN_NUMBER: '7',
  GITHUB_SERVER_URL: 'https://github.example.org',
  GITHUB_REPOSITORY: 'ada/engine',
  GITHUB_RUN_ID: '4711',
  CI_PROJECT_NAME: 'engine',
  CI_PROJECT_PATH: 'ada/engine',
  CI_PIPELINE_IID: '7',
  CI_PIPELINE_URL: 'https://gitlab.example.org/pipelines/4711',
  JOB_BASE_NAME: 'main',
  JOB_NAME: 'ada/engine/main',
  BUILD_NUMBER: '7',
  BUILD_URL: 'https://jenkins.example.org/job/4711/',
};

/** The same, of a namesake elsewhere. */
const ELSEWHERE = {
  ...ENVIRONMENT,
  GITHUB_REPOSITORY: 'bob/engine',
  CI_PROJECT_PATH: 'bob/engine',
  JOB_NAME: 'bob/engine/main',
};

describe('docs/ci.md', () => {
  let app: TestServer;
  let folder: string;

  beforeAll(async () => {
    app = await sharedServer();
    folder = await mkdtemp(join(tmpdir(), 'taskward ci '));
    await mkdir(join(folder, 'ci'));
    await symlink(join(DOCS, 'recipes/nightly-build.sh'), join(folder, 'ci/nightly-build.sh'));
  });

  afterAll(async () => {
    await app.stop();
    await rm(folder, { recursive: true });
  });

  it.each([
    ['GitHub Actions', 'Build 7 is red'],
    ['GitLab CI', 'Pipeline 7 is red'],
    ['Jenkins', 'Build 7 is red'],
  ])(
    'opens a task for each repository in %s when its build is red, and completes it when it is green',
    async (system, title) => {
      const person = app.visitor();
      await person.register();
      const { token } = await createPersonalToken(person, { scopes: ['tasks:write'] });
      const page = await readFile(join(DOCS, 'ci.md'), 'utf8');
      const [, section = ''] = page.split(`## ${system}\n`);
      const [red = '', green = ''] = [
        ...section.split('\n## ')[0]!.matchAll(/sh ci\/nightly-build\.sh [^'\n]+/g),
      ].map(([command]) => command);
      const run = async (command: string, environment = ENVIRONMENT) => {
        const access = { TASKWARD_URL: app.url, TASKWARD_TOKEN: token };
        expect(await runShell(command, folder, { ...environment, ...access })).toMatchObject({
          code: 0,
          errors: '',
        });
      };
      const tasks = async () => (await listTasks(person)).body.items;

      await run(red);
      await run(red);
      const description = expect.stringContaining('4711') as string;
      expect(await tasks()).toMatchObject([{ title, completed: false, description }]);
      await run(red, ELSEWHERE);
      await run(green);
      const states = (await tasks()).map(({ completed }) => completed);
      expect(states.sort()).toEqual([false, true]);
      await run(green, ELSEWHERE);
      expect((await tasks()).map(({ completed }) => completed)).toEqual([true, true]);
    },
  );
});
