import { setImmediate as nextTurn } from 'node:timers/promises';
import { KeyedTurns } from './keyed-turns';
import { SharedPlaces } from './shared-places';

describe('Turns by key', () => {
  let turns: KeyedTurns;

  beforeEach(() => {
    turns = new KeyedTurns(1);
  });

  it('are taken one after the other for one key, at once for another', async () => {
    const first = Promise.withResolvers<void>();
    const done: string[] = [];
    const work = (name: string, until?: Promise<void>) => async () => {
      await until;
      done.push(name);
    };
    const ada = [turns.withTurn('ada', work('1', first.promise)), turns.withTurn('ada', work('2'))];
    expect(turns.waitingFor('ada')).toBe(1);
    await turns.withTurn('eve', work('eve'));
    expect(done).toEqual(['eve']);
    first.resolve();
    await Promise.all(ada);
    expect(done).toEqual(['eve', '1', '2']);
  });

  it('go on after work that fails', async () => {
    const failing = turns.withTurn('ada', () => Promise.reject(new Error('broken')));
    const next = turns.withTurn('ada', () => Promise.resolve('fine'));
    await expect(failing).rejects.toThrow('broken');
    await expect(next).resolves.toBe('fine');
  });

  it('that all share are fewer for each while others want some, and come back to those who wait', async () => {
    const shared = new KeyedTurns(5, new SharedPlaces(10, 5));
    const takeAll = (key: string): number => {
      let count = 0;
      while (shared.tryBegin(key)) {
        count += 1;
      }
      return count;
    };
    expect([takeAll('ada'), takeAll('eve')]).toEqual([5, 3]);
    const entered: string[] = [];
    const wait = async (key: string) => {
      await shared.begin(key, Infinity);
      entered.push(key);
    };
    const waiting = [wait('ada'), wait('eve'), wait('eve')];
    const end = async (key: string) => {
      shared.end(key);
      await nextTurn();
      return entered.splice(0);
    };
    expect(await end('ada')).toEqual([]);
    expect(await end('ada')).toEqual(['ada']);
    expect(await end('ada')).toEqual(['eve']);
    expect(await end('ada')).toEqual([]);
    expect(await end('eve')).toEqual(['eve']);
    await Promise.all(waiting);
  });

  it('leave nothing behind', async () => {
    expect(turns.tryBegin('ada')).toBe(true);
    expect(turns.tryBegin('ada')).toBe(false);
    const waiting = turns.begin('ada', Infinity);
    expect([turns.size, turns.waiting]).toEqual([1, 1]);
    turns.end('ada');
    await waiting;
    turns.end('ada');
    expect([turns.size, turns.waiting]).toEqual([0, 0]);
  });
});
