import { randomUUID } from 'node:crypto';
import { ME } from '../support/people/account';
import { forgeToken, readToken, signToken } from '../support/people/forged-token';
import type { Answer } from '../support/people/visitor';
import { expectProblem } from '../support/requests/expect-problem';
import { startTestApp, type TestApp } from '../support/servers/test-app';

/** What the token is signed with that only a holder of the key can sign, and how it comes from the genuine one. */
type Variant = [string, (header: string, claims: string) => [header: string, claims: string]];

describe('An access token that only the holder of the key can make', () => {
  let app: TestApp;
  let token: string;
  let key: string;

  beforeAll(async () => {
    app = await startTestApp();
    key = app.database.environment.JWT_SECRETS ?? '';
    const person = app.visitor();
    await person.register();
    token = person.accessToken ?? '';
  });

  afterAll(() => app.stop());

  const present = (bearer: string): Promise<Answer> =>
    app.visitor().send('GET', ME, { headers: { authorization: `Bearer ${bearer}` } });

  const expectRefusal = async (forged: string) => expectProblem(await present(forged), 401, 'TOKEN_INVALID');

  const variants: Variant[] = [
    ...[
      '"crit":["exp"]',
      '"crit":[]',
      '"b64":false',
      '"zip":"DEF"',
      '"cty":"JWT"',
      '"jwk":{"kty":"oct"}',
      '"x5c":[]',
      '"unknown":1',
      '"alg":"HS256"',
      '"__proto__":{}',
    ].map((member): Variant => [
      `${member} in its header`,
      (header, claims) => [`${header.slice(0, -1)},${member}}`, claims],
    ]),
    ...['"nbf":0', '"scope":"admin"', '"unknown":1', '"constructor":1', '"__proto__":{}', '"gen":1'].map(
      (member): Variant => [
        `the claim ${member}`,
        (header, claims) => [header, `${claims.slice(0, -1)},${member}}`],
      ],
    ),
    ['a claim twice', (header, claims) => [header, claims.replace('{', '{"exp":0,')]],
    [
      'a claim twice, spelt differently',
      (header, claims) => [header, claims.replace('{', '{"e\\u0078p":0,')],
    ],
    ['an escape', (header, claims) => [header, claims.replace('"exp"', '"e\\u0078p"')]],
    ['a blank in its header', (header, claims) => [header.replace(',', ', '), claims]],
    ['a blank in its claims', (header, claims) => [header, `${claims} `]],
    ['a byte order mark', (header, claims) => [header, `\ufeff${claims}`]],
    ['its header in another order', (header, claims) => [reorder(header), claims]],
    ['its claims in another order', (header, claims) => [header, reorder(claims)]],
    [
      'a number with a fraction of zero',
      (header, claims) => [header, claims.replace('"gen":1', '"gen":1.0')],
    ],
    ['a number as a power', (header, claims) => [header, claims.replace('"gen":1', '"gen":1e0')]],
    ['a list of claims', (header, claims) => [header, `[${claims}]`]],
    ['text for claims', (header) => [header, '"claims"']],
    ['no claims', (header) => [header, '{}']],
    ['nothing for claims', (header) => [header, 'null']],
  ];

  it.each(variants)('with %s is refused', async (_name, change) => {
    const [header = '', claims = ''] = token
      .split('.', 2)
      .map((part) => Buffer.from(part, 'base64url').toString());
    expect(signToken(header, claims, key)).toBe(token);
    await expectRefusal(signToken(...change(header, claims), key));
  });

  const wrong: Readonly<Record<string, unknown[]>> = {
    aud: [['http://localhost:3000/api'], ['http://localhost:3000/api', 'http://evil.example']],
    iss: [['http://localhost:3000']],
    sub: [undefined, null, '', 'ada', 7, [randomUUID()], { id: 1 }, `${randomUUID()}\n`, "' OR 1=1 --"],
    sid: [undefined, null, '', 'session', 7, [randomUUID()], {}, randomUUID().toUpperCase(), 'a'.repeat(36)],
    jti: [undefined, null, '', 'one', 7],
    email: [undefined, null, '', 7, ['a@example.org']],
    gen: [undefined, null, 0, -1, 1.5, '1', 1e10, 2_147_483_647, [1]],
    auth_time: [undefined, null, -1, 1.5, '1', 1e308],
    iat: [undefined, null, -1, 0.5, '1', 1e308, true],
    exp: [
      undefined,
      null,
      -1,
      1_999_999_999.5,
      '1999999999',
      1e308,
      1e15,
      253_402_300_800,
      [1_999_999_999],
      true,
    ],
  };

  it.each(Object.entries(wrong))('with any other %s is refused', async (name, values) => {
    for (const value of values) {
      await expectRefusal(forgeToken(token, key, { claims: { [name]: value } }));
    }
  });

  it('ends no session and breaks no sign-out, whoever signed it', async () => {
    const { claims } = readToken(token);
    for (const forged of [
      forgeToken(token, key, { header: { crit: ['exp'] } }),
      forgeToken(token, key, { claims: { aud: [claims.aud, 'http://evil.example'] } }),
      ...(wrong.sid ?? []).map((sid) => forgeToken(token, key, { claims: { sid } })),
    ]) {
      const headers = { authorization: `Bearer ${forged}`, 'x-taskward-csrf': '1' };
      expect((await app.visitor().send('POST', '/api/v1/auth/logout', { headers })).status).toBe(204);
    }
    expect((await present(token)).status).toBe(200);
  });
});

/** The same members, the last one first. */
function reorder(json: string): string {
  return JSON.stringify(Object.fromEntries(Object.entries(JSON.parse(json) as object).reverse()));
}
