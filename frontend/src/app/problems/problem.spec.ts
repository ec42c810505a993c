import { HttpErrorResponse, HttpHeaders } from '@angular/common/http';
import { aProblem } from '../../testing/factories';
import { Problem, toProblem } from './problem';

const failed = (status: number, error: unknown, headers = {}) =>
  toProblem(new HttpErrorResponse({ status, error, headers: new HttpHeaders(headers) }));

describe('toProblem', () => {
  it('takes over what the server says', () => {
    const problem = failed(404, aProblem(404, 'NOT_FOUND'));

    expect(problem).toMatchObject({ code: 'NOT_FOUND', status: 404, isTemporary: false });
  });

  it('knows a request that never arrived', () => {
    expect(failed(0, new ProgressEvent('error'))).toMatchObject({ code: 'OFFLINE', isTemporary: true });
  });

  it.each([null, 'Bad Gateway', '<html></html>', { message: 'no code' }, { code: 502 }])(
    'copes with a body that is no problem: %j',
    (body) => {
      expect(failed(502, body)).toMatchObject({ code: 'UNEXPECTED', status: 502, isTemporary: true });
    },
  );

  it.each([
    ['30', 30],
    ['0', 0],
    ['Wed, 21 Oct 2026 07:28:00 GMT', undefined],
    ['-5', undefined],
  ])('reads Retry-After: %s', (header, seconds) => {
    expect(failed(429, null, { 'Retry-After': header }).retryAfter).toBe(seconds);
  });

  it('keeps a problem as it is, and makes one of anything else', () => {
    const problem = new Problem('TIMEOUT');

    expect(toProblem(problem)).toBe(problem);
    expect(toProblem(new Error('a bug'))).toMatchObject({ code: 'UNEXPECTED', isTemporary: false });
  });
});
