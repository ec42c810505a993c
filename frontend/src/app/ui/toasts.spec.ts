import { Toasts } from './toasts';

describe('Toasts', () => {
  let toasts: Toasts;

  beforeEach(() => {
    jest.useFakeTimers();
    toasts = new Toasts();
  });

  afterEach(() => jest.useRealTimers());

  it('shows one message at a time, and not for ever', () => {
    toasts.show('first');
    toasts.show('second');
    expect(toasts.current()?.message).toBe('second');
    jest.advanceTimersByTime(8_000);

    expect(toasts.current()).toBeUndefined();
  });

  it('gives each message its full time', () => {
    toasts.show('first');
    jest.advanceTimersByTime(7_000);
    toasts.show('second');
    jest.advanceTimersByTime(7_000);

    expect(toasts.current()?.message).toBe('second');
  });

  it('stays while somebody is about to act', () => {
    toasts.show('deleted');
    toasts.pause();
    jest.advanceTimersByTime(60_000);
    expect(toasts.current()).toBeDefined();
    toasts.resume();
    jest.advanceTimersByTime(8_000);

    expect(toasts.current()).toBeUndefined();
  });

  it('runs its action once', () => {
    const run = jest.fn();
    toasts.show('deleted', { label: 'Undo', run });
    toasts.act();
    toasts.act();

    expect(run).toHaveBeenCalledTimes(1);
    expect(toasts.current()).toBeUndefined();
  });

  it('lets an action show the next message', () => {
    toasts.show('failed', { label: 'Try again', run: () => toasts.show('failed again') });
    toasts.act();

    expect(toasts.current()?.message).toBe('failed again');
  });
});
