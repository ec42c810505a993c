import { isSignedBy, macOf, pseudonymOf, sign } from './mac';

describe('A signed text', () => {
  it('carries the MAC of RFC 4231, test case 2, in base64url', () => {
    const mac = Buffer.from('5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843', 'hex');
    expect(macOf('what do ya want for nothing?', 'Jefe')).toBe(mac.toString('base64url'));
  });

  it('is known by its key alone', () => {
    const signed = sign('v1.text', 'key');
    expect(isSignedBy(signed, 'key')).toBe(true);
    expect(isSignedBy(signed, 'other key')).toBe(false);
  });

  it.each([
    '',
    '.',
    'v1.text',
    'v1.text.',
    `v2.text.${macOf('v1.text', 'key')}`,
    `${sign('v1.text', 'key')}A`,
  ])('is not %j', (text) => expect(isSignedBy(text, 'key')).toBe(false));

  it('is stood for by 22 characters, others for every key', () => {
    expect(pseudonymOf('ada', 'key')).toMatch(/^[\w-]{22}$/);
    expect(pseudonymOf('ada', 'key')).not.toBe(pseudonymOf('ada', 'other key'));
  });
});
