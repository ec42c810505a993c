import { RequestCounter } from './request-counter';

describe('RequestCounter', () => {
  let counter: RequestCounter;

  beforeEach(() => {
    counter = new RequestCounter({ quota: 3, window: 60 });
  });

  it('counts each key by itself', () => {
    const counts = ['ada', 'ada', 'eve', 'ada'].map((key) => counter.count(key, 0).count);
    expect(counts).toEqual([1, 2, 1, 3]);
  });

  it('starts anew when the window is over, not before', () => {
    counter.count('ada', 1_000);
    expect(counter.count('ada', 60_999)).toEqual({ count: 2, millisecondsLeft: 1 });
    expect(counter.count('ada', 61_000)).toEqual({ count: 1, millisecondsLeft: 60_000 });
  });

  it('lets a new window begin with the first request after the last one', () => {
    counter.count('ada', 0);
    expect(counter.count('eve', 200_000).millisecondsLeft).toBe(60_000);
  });

  it('leaves no more than the whole window, whatever fraction of a millisecond the clock shows', () => {
    const fractions = Array.from({ length: 1_000 }, (_, index) => 123_456 + index / 1_000);
    const left = fractions.map((now) => new RequestCounter({ quota: 3, window: 60 }).count('ada', now));
    expect(left.filter(({ millisecondsLeft }) => millisecondsLeft !== 60_000)).toEqual([]);
  });
});
