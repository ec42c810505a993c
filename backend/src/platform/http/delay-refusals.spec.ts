import fastify, { type FastifyInstance } from 'fastify';
import { delayRefusals } from './delay-refusals';

describe('Refusals', () => {
  let server: FastifyInstance;

  beforeEach(async () => {
    server = fastify();
    delayRefusals(server);
    server.get('/:status', (request, reply) =>
      reply.status(Number((request.params as { status: string }).status)).send('answer'),
    );
    await server.ready();
  });

  afterEach(() => server.close());

  const ask = (status: number, count: number, remoteAddress = '192.0.2.1') =>
    Array.from({ length: count }, async () => {
      const answer = await server.inject({ url: `/${status}`, remoteAddress });
      return answer.statusCode;
    });

  it('are sent no faster than twenty a second, after the first twenty', async () => {
    const start = Date.now();
    expect(await Promise.all(ask(429, 30))).toEqual(Array(30).fill(429));
    // Timers are exact to a millisecond.
    expect(Date.now() - start).toBeGreaterThan(440);
  });

  it('wait for those of nobody else, and no other answer waits', async () => {
    const timer = jest.spyOn(globalThis, 'setTimeout');
    await Promise.all([...ask(429, 400), ...ask(429, 20, '192.0.2.2'), ...ask(200, 100)]);
    const waits = timer.mock.calls.filter(([, wait = 0]) => wait > 0);
    expect(waits.length).toBeGreaterThan(0);
    expect(waits.length).toBeLessThanOrEqual(400 - 20);
    timer.mockRestore();
  });

  it('are sent at once when a thousand wait', async () => {
    const flood = ask(429, 1_500);
    const first = flood.slice(1_100);
    expect(
      await Promise.race([Promise.all(first).then(() => 'flood'), Promise.all(flood).then(() => 'all')]),
    ).toBe('flood');
    await Promise.all(flood);
  });
});
