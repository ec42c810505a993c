import { findFreePort } from './free-port';
import { startTestApp } from './test-app';

const listeners = () => process.getActiveResourcesInfo().filter((name) => name === 'TCPServerWrap').length;

describe('A server', () => {
  it.each([
    ['without METRICS_PORT listens on one port', () => Promise.resolve(undefined), 1],
    ['with METRICS_PORT listens on one more', findFreePort, 2],
  ])('%s, and on none when it has stopped', async (_title, port, expected) => {
    const before = listeners();
    const app = await startTestApp({ METRICS_PORT: (await port())?.toString() });
    expect(listeners() - before).toBe(expected);
    await app.stop();
    expect(listeners()).toBe(before);
  });
});
