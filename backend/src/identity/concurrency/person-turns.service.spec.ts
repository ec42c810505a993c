import { testEnvironment } from '../../../test/support/servers/test-environment';
import { loadConfig } from '../../platform/config/config';
import { Problem } from '../../platform/errors/problem';
import { PersonTurnsService } from './person-turns.service';

const SETTINGS = { DATABASE_URL: 'postgresql://nobody@localhost/nothing', REQUESTS_IN_HAND_MAXIMUM: '2' };

describe('The turns of a person', () => {
  let turns: PersonTurnsService;

  beforeEach(() => {
    turns = new PersonTurnsService(loadConfig(testEnvironment(SETTINGS)));
    expect([turns.tryBegin('ada'), turns.tryBegin('ada')]).toEqual([true, true]);
  });

  const staying = new AbortController().signal;
  const refusal = async (waiting: Promise<void>) => {
    const error = await waiting.then(
      () => undefined,
      (reason: unknown) => reason,
    );
    expect(error).toBeInstanceOf(Problem);
    return error as Problem;
  };

  it('are so many at a time, for each by itself', () => {
    expect(turns.tryBegin('ada')).toBe(false);
    expect(turns.tryBegin('eve')).toBe(true);
    turns.end('ada');
    expect(turns.tryBegin('ada')).toBe(true);
  });

  it('are waited for by ten times as many, and the next one is told when to come back', async () => {
    const waiting = Array.from({ length: 20 }, () => turns.begin('ada', staying));
    expect(turns.waiting).toBe(20);
    const { code, headers } = await refusal(turns.begin('ada', staying));
    expect(code).toBe('RATE_LIMITED');
    expect(headers).toEqual({
      'RateLimit-Policy': '"requests";q=2;qu="concurrent-requests"',
      RateLimit: '"requests";r=0',
      'Retry-After': '3',
    });
    waiting.forEach(() => turns.end('ada'));
    await Promise.all(waiting);
    turns.end('ada');
    turns.end('ada');
    expect(turns.people).toBe(0);
  });

  it('are not waited for without an end', async () => {
    expect((await refusal(turns.begin('ada', staying))).code).toBe('RATE_LIMITED');
    expect(turns.waiting).toBe(0);
  });

  it('are not waited for when the client has left, or leaves', async () => {
    await refusal(turns.begin('ada', AbortSignal.abort()));
    const leaving = new AbortController();
    const waiting = turns.begin('ada', leaving.signal);
    leaving.abort();
    await refusal(waiting);
    expect(turns.waiting).toBe(0);
  });

  it('are given back by what others wait for meanwhile, which does not wait without an end', async () => {
    const work = jest.fn(() => Promise.reject(new Error('broken')));
    await refusal(turns.withTurnSoon('ada', staying, work));
    expect(work).not.toHaveBeenCalled();
    turns.end('ada');
    await expect(turns.withTurnSoon('ada', staying, work)).rejects.toThrow('broken');
    turns.end('ada');
    expect(turns.people).toBe(0);
  });

  it('are waited for as long as it takes by what lasts', async () => {
    const page = turns.withTurn('ada', () => Promise.resolve('page'));
    await refusal(turns.begin('ada', staying));
    turns.end('ada');
    await expect(page).resolves.toBe('page');
  });
});
