import { EventEmitter, once } from 'node:events';
import { get } from 'node:http';
import fastify, { type FastifyInstance } from 'fastify';
import { serializeListsInSlices } from './list-serialization';

/** An item that takes a millisecond. */
class SlowItem {
  constructor(private readonly onWrite: () => unknown) {}

  toJSON(): string {
    const end = performance.now() + 1;
    while (performance.now() < end) {
      // Keeps the processor, as JSON.stringify does.
    }
    this.onWrite();
    return 'slow';
  }
}

describe('The JSON of lists', () => {
  let server: FastifyInstance;
  let answer: unknown;
  const events = new EventEmitter();

  beforeAll(async () => {
    server = fastify();
    serializeListsInSlices(server);
    server.addHook('onSend', (_request, _reply, body, done) => {
      events.emit('send');
      done(null, body);
    });
    server.get('/', () => answer);
    await server.ready();
  });

  afterAll(() => server.close());

  const ask = async (value: unknown) => {
    answer = value;
    return server.inject('/');
  };

  it.each<[string, object]>([
    ['nothing', { items: [], nextCursor: null }],
    ['nothing else', { items: [{ id: 1 }] }],
    ['nothing at all', { items: [] }],
    ['as many as are written at a time', { items: [1, 2, 3, 4, 5], hasMore: true }],
    ['more', { items: [1, null, 'three', [4], { five: 5 }, 6], deleted: ['7'], nextCursor: 'a"b' }],
    ['what JSON does not have', { items: [undefined, 1, { left: undefined, out: 2 }], gone: undefined }],
    ['long texts', { items: Array(50).fill({ text: 'a "quoted" € 🥐 and\n'.repeat(500) }), nextCursor: '€' }],
    ['what became of each', { results: [1, 2, 3, 4, 5, { six: 6 }] }],
    ['no list', { items: 'many' }],
  ])('is what JSON.stringify makes of it: %s', async (_name, list) => {
    const { headers, body } = await ask(list);
    expect(body).toBe(JSON.stringify(list));
    expect(headers).toMatchObject({
      'content-type': 'application/json; charset=utf-8',
      'content-length': String(Buffer.byteLength(body)),
    });
  });

  it.each(['items', 'results'])('is written while others have their turn: %s', async (name) => {
    const turns: string[] = [];
    const others = setInterval(() => turns.push('others'), 1);
    const items = Array.from({ length: 20 }, (_, index) => new SlowItem(() => turns.push(`item ${index}`)));
    const { body } = await ask({ [name]: items });
    clearInterval(others);
    expect(JSON.parse(body)).toEqual({ [name]: Array(20).fill('slow') });
    const between = turns.slice(turns.indexOf('item 4'), turns.indexOf('item 15'));
    expect(between.filter((turn) => turn === 'others').length).toBeGreaterThanOrEqual(2);
  });

  it('is not written to its end for a client that has left', async () => {
    const address = await server.listen({ host: '127.0.0.1', port: 0 });
    const client = get(address).on('error', () => undefined);
    let written = 0;
    answer = {
      items: Array.from(
        { length: 1_000 },
        () => new SlowItem(() => (written += 1) === 1 && client.destroy()),
      ),
    };
    await once(events, 'send');
    expect(written).toBeGreaterThan(0);
    expect(written).toBeLessThan(1_000);
  });
});
