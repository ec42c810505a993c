import { FairQueue } from './fair-queue';

describe('A fair queue', () => {
  let queue: FairQueue<string>;

  beforeEach(() => {
    queue = new FairQueue();
  });

  /** Each is called after source and account, with a number to tell them apart: `x ada 1`. */
  const add = (...names: string[]) =>
    names.forEach((name) => {
      const [source = '', account = ''] = name.split(' ');
      queue.add(name, [`source:${source}`, `account:${account}`]);
    });
  const many = (count: number, nameOf: (index: number) => string) =>
    Array.from({ length: count }, (_, index) => nameOf(index));
  const takeAll = () => {
    const taken: (string | undefined)[] = [];
    while (queue.length > 0) {
      taken.push(queue.take());
    }
    return taken;
  };

  it('is empty at first', () => {
    expect([queue.take(), queue.takeLast(), queue.remove('x ada'), queue.length]).toEqual([
      undefined,
      undefined,
      false,
      0,
    ]);
  });

  it('lets those who want one thing each go in the order in which they came', () => {
    add('x ada', 'y eve', 'z bob');
    expect(takeAll()).toEqual(['x ada', 'y eve', 'z bob']);
  });

  it('gives each account one turn in a round', () => {
    add(...many(4, (index) => `x${index} eve`), 'y ada 0', 'y ada 1');
    expect(takeAll()).toEqual(['x0 eve', 'y ada 0', 'x1 eve', 'y ada 1', 'x2 eve', 'x3 eve']);
  });

  it('gives each source one turn in a round', () => {
    add(...many(4, (index) => `x eve${index}`), 'y ada', 'z bob');
    expect(takeAll()).toEqual(['x eve0', 'y ada', 'z bob', 'x eve1', 'x eve2', 'x eve3']);
  });

  it('does not put an account back that a source with many others names as well', () => {
    add(...many(30, (index) => `x eve${index}`), 'x ada', 'y ada');
    expect(takeAll().indexOf('y ada')).toBe(2);
  });

  it('does not put a source back at which somebody uses an account that many want', () => {
    add(...many(30, (index) => `x${index} eve`), 'y eve', 'y ada');
    expect(takeAll().indexOf('y ada')).toBe(2);
  });

  it('lets somebody who comes late go next, whatever waits for others', () => {
    add(...many(30, (index) => `x eve ${index}`));
    queue.take();
    queue.take();
    add('y ada');
    expect(queue.take()).toBe('y ada');
  });

  it('does not let those who come anew go before a second turn for ever', () => {
    add(...many(10, (index) => `x${index} eve${index}`), 'y ada 0', 'y ada 1');
    let turns = 0;
    while (queue.take() !== 'y ada 1') {
      turns += 1;
      add(`z${turns} bob${turns}`);
    }
    expect(turns).toBeLessThan(4 * 12);
  });

  it('dismisses the last of those that want most', () => {
    add('x ada', 'y eve 0', 'y eve 1', 'y eve 2', 'z bob 0', 'z bob 1');
    expect([queue.takeLast(), queue.takeLast(), queue.takeLast()]).toEqual(['y eve 2', 'z bob 1', 'y eve 1']);
    expect(takeAll()).toEqual(['x ada', 'y eve 0', 'z bob 0']);
  });

  it('dismisses what came last when everybody wants the same', () => {
    add('x ada', 'y eve', 'z bob');
    expect(queue.takeLast()).toBe('z bob');
  });

  it('does not hold turns against anybody that they never had', () => {
    add('x ada');
    const storm = many(1_000, (index) => `y eve ${index}`);
    add(...storm);
    storm.slice(0, 500).forEach((name) => expect(queue.remove(name)).toBe(true));
    storm.slice(500).forEach(() => queue.takeLast());
    add('y eve', 'z bob');
    expect(takeAll()).toEqual(['x ada', 'y eve', 'z bob']);
  });

  it('keeps the order of the others when one is removed', () => {
    add('x ada 0', 'x ada 1', 'y eve 0', 'y eve 1');
    expect([queue.remove('y eve 0'), queue.remove('y eve 0')]).toEqual([true, false]);
    expect(takeAll()).toEqual(['x ada 0', 'x ada 1', 'y eve 1']);
  });

  it('forgets whom it has served, and everybody when nobody waits', () => {
    const waiting = 50;
    let most = 0;
    for (let turn = 0; turn < 5_000; turn += 1) {
      add(`x${turn} ada${turn}`);
      if (queue.length > waiting) {
        queue.take();
      }
      most = Math.max(most, queue.flows);
    }
    // Of each two flows: those that wait, and those of this round and the one before, of at most 64 turns each.
    expect(most).toBeLessThanOrEqual(2 * (waiting + 64 + 64));
    takeAll();
    expect(queue.flows).toBe(0);
  });

  it('forgets at once whom it has dismissed or let go', () => {
    add(...many(7, (index) => `x${index} ada${index}`));
    queue.take();
    queue.take();
    const before = queue.flows;
    for (let turn = 0; turn < 1_000; turn += 1) {
      add(`y${turn} eve${turn}`);
      expect(turn % 2 ? queue.takeLast() : queue.remove(`y${turn} eve${turn}`)).toBeTruthy();
      expect(queue.flows).toBe(before);
    }
  });
});
