import { acquaintanceOf, type PasswordAttempt, requesterOf } from './password-attempt';

const ACCOUNT = { id: 'ada', securityVersion: 3 };
const DEVICE = { id: 'laptop', userId: 'ada', securityVersion: 3 };
const ATTEMPT: PasswordAttempt = {
  email: 'Ada@Example.org',
  account: ACCOUNT,
  client: { ip: '2001:db8:1:2::7', userAgent: null, requestId: 'test' },
};

describe('Somebody who tries a password', () => {
  it.each<[string, Partial<PasswordAttempt>, string | undefined]>([
    ['with a session', { sessionId: 'one' }, 'session:one'],
    ['in a browser that the account knows', { devices: [DEVICE] }, 'device:laptop'],
    [
      'in a browser that several accounts know',
      { devices: [{ ...DEVICE, id: 'shared', userId: 'eve' }, DEVICE] },
      'device:laptop',
    ],
    ['in a browser that another account knows', { devices: [{ ...DEVICE, userId: 'eve' }] }, undefined],
    ['in a browser of before', { devices: [{ ...DEVICE, securityVersion: 2 }] }, undefined],
    ['in a browser of later', { devices: [{ ...DEVICE, securityVersion: 4 }] }, undefined],
    ['for nobody', { account: null, devices: [DEVICE] }, undefined],
    ['in a new browser', {}, undefined],
  ])('%s is taken for who they are', (_name, more, acquaintance) => {
    const attempt = { ...ATTEMPT, ...more };
    expect(acquaintanceOf(attempt)).toBe(acquaintance);
    expect(requesterOf(attempt)).toEqual({
      known: acquaintance !== undefined,
      source: '2001:db8:1:2::/64',
      account: acquaintance === undefined ? 'ada@example.org' : 'ada',
    });
  });
});
