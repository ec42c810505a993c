import { runServerCommand } from '../support/servers/command-process';
import { findFreePort } from '../support/servers/free-port';
import { sharedServer, type TestServer } from '../support/servers/test-server';
import { until } from '../support/time/until';

const COMMAND = 'operations/health/check-health.command.ts';

describe('The command that asks for health', () => {
  let app: TestServer;

  beforeAll(async () => {
    app = await sharedServer();
  });

  afterAll(() => app.stop());

  it('ends well, and says nothing, when the server answers', async () => {
    const { port } = new URL(app.url);
    // It is asked again, as whoever watches over a server does: a busy machine may not answer it in time.
    await until(async () => {
      const { code, output, errors } = await runServerCommand(COMMAND, { PORT: port });
      expect(output).toBe('');
      expect(errors === '' || code === 1).toBe(true);
      return code === 0;
    });
  });

  it('fails when nobody answers', async () => {
    const port = await findFreePort();
    expect(await runServerCommand(COMMAND, { PORT: String(port) })).toMatchObject({ code: 1, output: '' });
  });
});
