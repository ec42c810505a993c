import type { Answer } from '../people/visitor';

/** What every error has in common, whichever layer it comes from (RFC 9457). */
export function expectProblem({ status, headers, body }: Answer, expectedStatus: number, code: string): void {
  expect(body).toMatchObject({ code, status: expectedStatus });
  expect(status).toBe(expectedStatus);
  expect(headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
  expect(headers.get('cache-control')).toBe('no-store');
  expect(body).toMatchObject({
    type: `urn:taskward:problem:${code.toLowerCase().replaceAll('_', '-')}`,
    title: expect.stringMatching(/\w/),
    detail: expect.stringMatching(/\w/),
    requestId: headers.get('x-request-id'),
  });
}

/** The pointers of the fields that were refused. */
export function refusedFields({ body }: Answer): string[] {
  return (body.errors as { pointer: string }[]).map(({ pointer }) => pointer).sort();
}
