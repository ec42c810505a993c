import { PassThrough } from 'node:stream';
import type { ChangeCursor } from './change-cursor';
import type { EventPage } from './task-events.service';
import { TaskStream } from './task-stream';

const CURSOR = {} as ChangeCursor;

describe('A stream of events with always more to read', () => {
  it('can be woken for one page, so that nobody waits for all of them', async () => {
    const page: EventPage = { text: ':\n\n', next: CURSOR, hasMore: true };
    const read = jest.fn(() => Promise.resolve(page));
    const stream = new TaskStream(new PassThrough().resume(), CURSOR, read);
    await stream.wake(1);
    expect(read).toHaveBeenCalledTimes(1);
    expect(stream.isBehind).toBe(true);
    stream.end();
    expect(stream.isBehind).toBe(false);
  });
});
