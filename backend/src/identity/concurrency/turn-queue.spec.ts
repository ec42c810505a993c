import { TurnQueue } from './turn-queue';

/** Long enough for any test. */
const PATIENT = 600_000;

describe('A queue for places', () => {
  let queue: TurnQueue;
  let entered: string[];

  beforeEach(() => {
    queue = new TurnQueue(2);
    entered = [];
  });

  const enter = async (name: string, patience = PATIENT, onWait?: (giveUp: () => void) => void) => {
    await queue.enter(patience, onWait);
    entered.push(name);
  };

  it('has so many places at once, and no more', () => {
    expect([queue.tryEnter(), queue.tryEnter(), queue.tryEnter()]).toEqual([true, true, false]);
    queue.leave();
    expect(queue.tryEnter()).toBe(true);
    expect(queue.isIdle).toBe(false);
  });

  it('lets those who wait enter in the order of their arrival', async () => {
    await Promise.all([enter('a'), enter('b')]);
    const waiting = [enter('c'), enter('d'), enter('e')];
    expect(queue.length).toBe(3);
    for (const [index, one] of waiting.entries()) {
      queue.leave();
      await one;
      expect(entered).toEqual(['a', 'b', 'c', 'd', 'e'].slice(0, index + 3));
    }
    queue.leave();
    queue.leave();
    expect(queue.isIdle).toBe(true);
  });

  it('gives the place of somebody who gave up to the next one', async () => {
    await Promise.all([enter('a'), enter('b')]);
    const leaving: (() => void)[] = [];
    const gone = enter('gone', PATIENT, (giveUp) => leaving.push(giveUp));
    const next = enter('next');
    leaving.forEach((giveUp) => giveUp());
    await expect(gone).rejects.toThrow('Nobody waits');
    queue.leave();
    await next;
    leaving.forEach((giveUp) => giveUp());
    expect(entered).toEqual(['a', 'b', 'next']);
    expect(queue.length).toBe(0);
  });

  it('lets nobody wait longer than they will, and the others go on', async () => {
    await Promise.all([enter('a'), enter('b')]);
    const forever = enter('c', Infinity);
    const refused = [enter('d', 5), enter('e', 5)];
    await Promise.all(refused.map((one) => expect(one).rejects.toThrow('in time')));
    expect(queue.length).toBe(1);
    queue.leave();
    await forever;
    expect(entered).toEqual(['a', 'b', 'c']);
  });

  it('lets those who came later wait as long as those before them', async () => {
    await Promise.all([enter('a'), enter('b')]);
    const first = enter('c', 20);
    await expect(enter('d', 20)).rejects.toThrow('in time');
    await expect(first).rejects.toThrow('in time');
    await expect(enter('e', 20)).rejects.toThrow('in time');
    expect(queue.length).toBe(0);
  });
});
