import { runServerCommand } from './command-process';
import { findFreePort } from './free-port';
import { startTestApp, type TestApp } from './test-app';

const COMMAND = 'health/check-health.command.ts';

describe('The command that asks for health', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await startTestApp();
  });

  afterAll(() => app.stop());

  it('ends well, and says nothing, when the server answers', async () => {
    const { port } = new URL(app.url);
    expect(await runServerCommand(COMMAND, { PORT: port })).toEqual({ code: 0, output: '', errors: '' });
  });

  it('fails when nobody answers', async () => {
    const port = await findFreePort();
    expect(await runServerCommand(COMMAND, { PORT: String(port) })).toMatchObject({ code: 1, output: '' });
  });
});
