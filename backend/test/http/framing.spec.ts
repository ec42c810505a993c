import { sendBytes } from '../support/requests/raw-request';
import { sharedServer, type TestServer } from '../support/servers/test-server';

/** Requests that a proxy and the server could read differently, written byte by byte. */
describe('A request whose framing is in doubt', () => {
  let app: TestServer;

  beforeAll(async () => {
    app = await sharedServer();
  });

  afterAll(() => app.stop());

  const withFields = (...fields: string[]): string =>
    [
      'POST /api/v1/auth/login HTTP/1.1',
      'Host: localhost',
      'Content-Type: application/json',
      ...fields,
      '',
      '',
    ].join('\r\n');

  it.each([
    ['length and chunks', withFields('Content-Length: 5', 'Transfer-Encoding: chunked') + '0\r\n\r\n'],
    ['two lengths', withFields('Content-Length: 5', 'Content-Length: 6') + '{"a":1}'],
    ['a list of lengths', withFields('Content-Length: 5, 5') + '{"a":1}'],
    ['a negative length', withFields('Content-Length: -1')],
    ['a length in hex', withFields('Content-Length: 0x10') + '{}'],
    ['an unknown transfer coding', withFields('Transfer-Encoding: xchunked') + '0\r\n\r\n'],
    [
      'two transfer codings',
      withFields('Transfer-Encoding: chunked', 'Transfer-Encoding: identity') + '0\r\n\r\n',
    ],
    ['space before a colon', withFields('Transfer-Encoding : chunked') + '0\r\n\r\n'],
    ['a chunk size that is no number', withFields('Transfer-Encoding: chunked') + 'zz\r\n{}\r\n0\r\n\r\n'],
    ['a bare line feed in a field', withFields('X: a\nTransfer-Encoding: chunked') + '0\r\n\r\n'],
    ['NUL in a field', withFields('X: a\0b')],
    ['a folded field', withFields('X: a', ' b')],
    ['no host', 'GET /health/live HTTP/1.1\r\nConnection: close\r\n\r\n'],
    ['two hosts', 'GET /health/live HTTP/1.1\r\nHost: a\r\nHost: b\r\nConnection: close\r\n\r\n'],
    ['an unknown version', 'GET /health/live HTTP/3.7\r\nHost: a\r\n\r\n'],
    ['a space in its address', 'GET /health/live x HTTP/1.1\r\nHost: a\r\n\r\n'],
  ])('(%s) is refused as malformed, and the connection ends', async (_name, bytes) => {
    const answer = await sendBytes(app.url, bytes);
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
    expect(answer).toMatch(/\r\nConnection: close\r\n/i);
    expect(answer).toMatch(/\r\nContent-Type: application\/problem\+json; charset=utf-8\r\n/i);
    expect(answer).toContain('"code":"MALFORMED_REQUEST"');
    expect(answer.match(/HTTP\/1\.1 /g)).toHaveLength(1);
  });

  it('(an expectation nobody knows) is answered as if it expected nothing', async () => {
    const answer = await sendBytes(
      app.url,
      'GET /health/live HTTP/1.1\r\nHost: a\r\nExpect: a miracle\r\nConnection: close\r\n\r\n',
    );
    expect(answer).toMatch(/^HTTP\/1\.1 200 /);
  });

  it('(a wish for another protocol) is answered in this one', async () => {
    const answer = await sendBytes(
      app.url,
      'GET /health/live HTTP/1.1\r\nHost: a\r\nUpgrade: h2c\r\nConnection: Upgrade, close\r\n\r\n',
    );
    expect(answer).toMatch(/^HTTP\/1\.1 200 /);
  });
});
