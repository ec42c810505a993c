import type { AccessTokenClaims } from './access-token-form';
import { VerifiedTokens } from './verified-tokens';

const claimsOf = (sub: string): AccessTokenClaims => ({
  iss: 'http://localhost:3000',
  aud: 'http://localhost:3000/api',
  sub,
  email: 'ada@example.org',
  sid: 'session',
  gen: 1,
  auth_time: 0,
  iat: 0,
  exp: 900,
  jti: 'id',
});

describe('Verified tokens', () => {
  it('are found by the whole token and nothing less', () => {
    const tokens = new VerifiedTokens(9);
    tokens.keep('head.claims.signature', claimsOf('ada'));
    expect(tokens.find('head.claims.signature')).toEqual(claimsOf('ada'));
    for (const other of ['', 'head.claims', 'head.claims.signature2', 'head.claims.Signature']) {
      expect(tokens.find(other)).toBeUndefined();
    }
  });

  it('are bounded in number: the oldest one makes room', () => {
    const tokens = new VerifiedTokens(2);
    ['one', 'two', 'three'].forEach((token) => tokens.keep(token, claimsOf(token)));
    expect(['one', 'two', 'three'].map((token) => tokens.find(token)?.sub)).toEqual([
      undefined,
      'two',
      'three',
    ]);
  });
});
