import { type ArgumentsHost, Logger } from '@nestjs/common';
import { Problem } from '../errors/problem';
import { ProblemFilter } from './problem.filter';

describe('ProblemFilter', () => {
  const logged: unknown[] = [];
  /** A response that has been sent already, so that nothing but the log is left to do. */
  const http = { getRequest: () => ({ id: 'r1' }), getResponse: () => ({ sent: true }) };
  const host = { switchToHttp: () => http } as unknown as ArgumentsHost;

  const aborted: unknown = AbortSignal.abort().reason;

  beforeEach(() => {
    logged.length = 0;
    Logger.overrideLogger({
      log: () => undefined,
      warn: () => undefined,
      error: (line: unknown) => logged.push(line),
    });
  });

  afterAll(() => {
    Logger.overrideLogger(true);
  });

  it('logs the cause of what went wrong on this side', () => {
    const err = new Error('broken');
    new ProblemFilter().catch(err, host);
    new ProblemFilter().catch(aborted, host);
    expect(logged).toEqual([
      { requestId: 'r1', code: 'INTERNAL', err },
      { requestId: 'r1', code: 'INTERNAL', err: aborted },
    ]);
  });

  it('logs no error for a mistake of the client, nor for work that was dropped because the client had left', () => {
    new ProblemFilter().catch(new Problem('NOT_FOUND'), host);
    new ProblemFilter().catch(new Problem('UNAVAILABLE', { cause: aborted }), host);
    expect(logged).toEqual([]);
  });
});
