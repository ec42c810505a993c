import cluster from 'node:cluster';
import { once } from 'node:events';
import { setImmediate } from 'node:timers/promises';
import { type LostWorker, WorkerSlot } from './worker-slot';

/** A worker that says by its address what it was given. */
const TELLING = `process.once('message', (files) =>
  process.send({ url: new TextDecoder().decode(files.get('index.html')) }));`;

/** A worker that hears nothing more, and has not ended yet. */
const DEAF = 'process.disconnect(); setInterval(() => undefined, 1_000);';

describe('The place of a worker', () => {
  it('survives that something is handed to one that does not listen any more', async () => {
    cluster.setupPrimary({ exec: __filename, execArgv: ['--eval', DEAF] });
    const slot = new WorkerSlot({}, new Map());
    slot.fill();
    const [worker] = Object.values(cluster.workers ?? {});
    await once(worker!, 'disconnect');
    worker!.process.send('a connection');
    // The error comes in the next turn, and ends the process if nobody listens.
    await setImmediate();

    slot.stop('SIGKILL');
    await slot.ended;
    expect(slot.isFilled).toBe(false);
  });

  it('equips each worker alike, whatever changes meanwhile', async () => {
    cluster.setupPrimary({ exec: __filename, execArgv: ['--eval', TELLING], serialization: 'advanced' });
    const slot = new WorkerSlot({}, new Map([['index.html', Buffer.from('the page')]]));
    slot.fill();
    const [first, pid] = (await once(slot, 'serving')) as [string, number];
    process.kill(pid, 'SIGKILL');
    const [second] = (await once(slot, 'serving')) as [string];
    expect([first, second]).toEqual(['the page', 'the page']);
    slot.stop('SIGKILL');
    await slot.ended;
  });

  it('is filled after longer and longer pauses with workers that never serve, however long each takes', async () => {
    cluster.setupPrimary({ exec: __filename, execArgv: ['--eval', 'process.exit()'] });
    const minutes = Array.from({ length: 20 }, (_, index) => index * 60_000).values();
    const clock = jest.spyOn(performance, 'now').mockImplementation(() => minutes.next().value ?? Infinity);
    const slot = new WorkerSlot({}, new Map());
    slot.fill();
    const [first] = (await once(slot, 'lost')) as [LostWorker];
    const [second] = (await once(slot, 'lost')) as [LostWorker];
    clock.mockRestore();
    slot.stop('SIGKILL');
    await slot.ended;
    expect([first.pause, second.pause]).toEqual([250, 500]);
  });
});
