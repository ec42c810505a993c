import { randomUUID } from 'node:crypto';
import { PASSWORD } from '../support/people/visitor';
import { startTestApp, type TestApp } from '../support/servers/test-app';

describe('Behind a trusted proxy', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await startTestApp({ TRUSTED_PROXIES: '127.0.0.1, 10.0.0.0/8', AUTH_THROTTLE: 'on' });
  });

  afterAll(() => app.stop());

  it.each([
    ['one client', '203.0.113.7', '203.0.113.7'],
    ['a chain of trusted proxies', '203.0.113.7, 10.1.2.3', '203.0.113.7'],
    ['an address that the client made up', '192.0.2.1, 203.0.113.7', '203.0.113.7'],
    ['IPv6', '2001:db8::1', '2001:db8::1'],
    ['a link-local address with its zone', 'fe80::1%eth0', 'fe80::1'],
    ['IPv4 written as IPv6', '::ffff:203.0.113.7', '203.0.113.7'],
    ['IPv6 in brackets', '[2001:db8::1]', '2001:db8::1'],
    ['IPv6 in brackets with a port', '[2001:db8::1]:4711', '2001:db8::1'],
    ['IPv4 written as IPv6 in hexadecimal digits', '[::FFFF:cb00:7107]', '203.0.113.7'],
    ['a hidden name', '_hidden', null],
    ['a port behind the address', '203.0.113.7:4711', '203.0.113.7'],
    ['a word', 'unknown', null],
    ['a line from a log', 'x\u0085{"level":"fatal"}', null],
    ['nothing', '', '127.0.0.1'],
  ])('the address of a session is that of %s', async (_name, forwarded, address) => {
    const visitor = app.visitor();
    const answer = await visitor.send('POST', '/api/v1/auth/register', {
      body: { email: `${randomUUID()}@example.org`, password: PASSWORD },
      headers: { 'x-forwarded-for': forwarded },
    });
    expect(answer.status).toBe(201);
    const { user } = answer.body as { user: { id: string } };
    const rows = await app.database.owner.query<unknown[]>(
      'SELECT host(ip) AS ip FROM sessions WHERE user_id = $1',
      [user.id],
    );
    expect(rows).toEqual([{ ip: address }]);
    const line = app.log.filter((entry) => entry.includes(answer.headers.get('x-request-id') ?? '-')).at(-1);
    expect(JSON.parse(line ?? '{}')).toMatchObject({ ip: address });
  });
});
