import { sharedServer, type TestServer } from './test-server';

describe('The health routes', () => {
  let app: TestServer;

  beforeAll(async () => {
    app = await sharedServer();
  });

  afterAll(() => app.stop());

  it.each(['/health/live', '/health/ready'])('%s says that all is well, and no more', async (path) => {
    const answer = await app.visitor().send('GET', path);
    expect(answer.status).toBe(200);
    expect(answer.text).toBe('{"status":"ok"}');
    expect((await app.visitor().send('HEAD', path)).status).toBe(200);
  });

  it('stand outside the versioned API, and nothing stands beside them', async () => {
    for (const path of ['/health', '/health/', '/health/other', '/api/v1/health/live', '/metrics']) {
      expect((await app.visitor().send('GET', path)).status).toBe(404);
    }
  });
});
