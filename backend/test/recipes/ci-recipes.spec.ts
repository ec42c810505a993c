import { mkdir, mkdtemp, readFile, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runShell } from '../support/files/shell';
import { createPersonalToken } from '../support/people/personal-tokens';
import { sharedServer, type TestServer } from '../support/servers/test-server';
import { listTasks } from '../support/tasks/tasks';

const DOCS = join(__dirname, '../../../docs');

/** What each system says of a build. */
const ENVIRONMENT = {
  GITHUB_WORKFLOW: 'on-github',
  GITHUB_RUN_NUMBER: '7',
  GITHUB_SERVER_URL: 'https://github.example.org',
  GITHUB_REPOSITORY: 'ada/engine',
  GITHUB_RUN_ID: '4711',
  CI_PROJECT_NAME: 'on-gitlab',
  CI_PIPELINE_IID: '7',
  CI_PIPELINE_URL: 'https://gitlab.example.org/pipelines/4711',
  JOB_BASE_NAME: 'on-jenkins',
  BUILD_NUMBER: '7',
  BUILD_URL: 'https://jenkins.example.org/job/4711/',
};

describe('docs/ci.md', () => {
  let app: TestServer;
  let folder: string;

  beforeAll(async () => {
    app = await sharedServer();
    folder = await mkdtemp(join(tmpdir(), 'taskward-ci-'));
    await mkdir(join(folder, 'ci'));
    await symlink(join(DOCS, 'recipes/nightly-build.sh'), join(folder, 'ci/nightly-build.sh'));
  });

  afterAll(async () => {
    await app.stop();
    await rm(folder, { recursive: true });
  });

  it.each([
    ['GitHub Actions', 'on-github', 'Build 7 is red'],
    ['GitLab CI', 'on-gitlab', 'Pipeline 7 is red'],
    ['Jenkins', 'on-jenkins', 'Build 7 is red'],
  ])(
    'opens a task in %s when the build is red, and completes it when it is green',
    async (system, name, title) => {
      const person = app.visitor();
      await person.register();
      const { token } = await createPersonalToken(person, { scopes: ['tasks:write'] });
      const page = await readFile(join(DOCS, 'ci.md'), 'utf8');
      const [, section = ''] = page.split(`## ${system}\n`);
      const [red = '', green = ''] = [
        ...section.split('\n## ')[0]!.matchAll(/sh ci\/nightly-build\.sh [^'\n]+/g),
      ].map(([command]) => command);
      const run = (command: string) =>
        runShell(command, folder, { ...ENVIRONMENT, TASKWARD_URL: app.url, TASKWARD_TOKEN: token });

      for (const command of [red, red]) {
        expect(await run(command)).toMatchObject({ code: 0, errors: '' });
      }
      const tasks = async () => (await listTasks(person)).body.items;
      expect(await tasks()).toMatchObject([
        { title, completed: false, description: expect.stringContaining('4711') },
      ]);
      expect(await run(green)).toMatchObject({ code: 0, errors: '' });
      expect(await tasks()).toMatchObject([{ title, completed: true }]);
      expect(red + green).toContain(Object.entries(ENVIRONMENT).find(([, value]) => value === name)?.[0]);
    },
  );
});
