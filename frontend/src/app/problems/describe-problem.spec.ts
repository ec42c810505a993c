import { aProblem } from '../../testing/factories';
import { describeDelay, describeProblem } from './describe-problem';
import { Problem } from './problem';

describe('describeProblem', () => {
  afterEach(() => jest.restoreAllMocks());

  it('never shows what the server wrote for developers', () => {
    const body = aProblem(500, 'INTERNAL', { detail: 'relation "tasks" does not exist' });

    expect(describeProblem(new Problem('INTERNAL', 500, body))).toBe(
      'Something went wrong on our side. Try again in a moment.',
    );
  });

  it.each([
    [1, '1 second.'],
    [45, '45 seconds.'],
    [60, '1 minute.'],
    [75, '2 minutes.'],
  ])('says in words how long %i s are', (seconds, words) => {
    expect(describeProblem(new Problem('RATE_LIMITED', 429, {}, seconds))).toContain(words);
  });

  it('copes with a limit that names no time', () => {
    expect(describeProblem(new Problem('RATE_LIMITED', 429))).toContain('in a moment');
  });

  it('tells being offline from a server that cannot be reached', () => {
    const online = jest.spyOn(navigator, 'onLine', 'get');

    online.mockReturnValue(false);
    expect(describeProblem(new Problem('OFFLINE'))).toContain('You are offline');
    online.mockReturnValue(true);
    expect(describeProblem(new Problem('OFFLINE'))).toContain('cannot be reached');
  });

  it('says whose answer it is that was not the server’s', () => {
    const describe = (status: number) => describeProblem(new Problem('UNEXPECTED', status));

    expect([502, 503, 504].map(describe)).toEqual(
      Array(3).fill('Taskward cannot be reached right now. Try again in a moment.'),
    );
    expect([401, 403, 407].map(describe)).toEqual(
      Array(3).fill(expect.stringMatching(/^Something between you and Taskward refused this/)),
    );
    expect(describe(413)).toContain('a proxy in front of Taskward');
    expect(describe(418)).toBe('That did not work. Try again.');
  });

  it('names the setting when Taskward is opened at an address that is not its own', () => {
    expect(describeProblem(new Problem('CSRF_REJECTED', 403))).toContain('PUBLIC_URL');
  });

  it.each([
    new Problem('OFFLINE'),
    new Problem('TIMEOUT'),
    new Problem('RATE_LIMITED', 429),
    new Problem('RATE_LIMITED', 429, {}, 60),
    new Problem('INTERNAL', 500),
    new Problem('UNAVAILABLE', 503),
    new Problem('IDEMPOTENCY_IN_FLIGHT', 409),
    ...[403, 413, 418, 502].map((status) => new Problem('UNEXPECTED', status)),
  ])('asks nobody to try again what is sent again automatically: %o', (problem) => {
    expect(describeDelay(problem)).toMatch(/\.$/);
    expect(describeDelay(problem)).not.toMatch(/try again/i);
  });

  it('has an answer for the unexpected', () => {
    expect(describeProblem(new TypeError('x is undefined'))).toBe('That did not work. Try again.');
  });
});
