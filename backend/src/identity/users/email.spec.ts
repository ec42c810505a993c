import fc from 'fast-check';
import { emailKeyOf, emailKeysOf } from './email';

describe('emailKeyOf', () => {
  it('is the same for one address in other letter case', () => {
    expect(emailKeyOf('Ada.Lovelace@Example.ORG')).toBe('ada.lovelace@example.org');
    expect(emailKeyOf('ÉLODIE@example.org')).toBe(emailKeyOf('élodie@example.org'));
  });

  it.each([
    ['ada@münchen.de', 'ada@xn--mnchen-3ya.de'],
    ['ada@MÜNCHEN.DE', 'ada@xn--mnchen-3ya.de'],
    ['ada@mu\u0308nchen.de', 'ada@xn--mnchen-3ya.de'],
    ['ada@XN--MNCHEN-3YA.DE', 'ada@xn--mnchen-3ya.de'],
    ['ada@straße.de', 'ada@xn--strae-oqa.de'],
    ['ada@例え。テスト', 'ada@xn--r8jz45g.xn--zckzah'],
    ['Élodie@BÜCHER.example', 'élodie@xn--bcher-kva.example'],
  ])('of %s names the domain as the DNS does: %s', (email, key) => {
    expect(emailKeyOf(email)).toBe(key);
    expect(emailKeyOf(key)).toBe(key);
  });

  it.each([
    ['\u212Aelvin@example.org', 'kelvin@example.org'],
    ['\u017Fam@example.org', 'sam@example.org'],
    ['\u0130lker@example.org', 'ilker@example.org'],
    ['\uff41da@example.org', 'ada@example.org'],
    ['a.b@example.org', 'ab@example.org'],
    ['a+b@example.org', 'a@example.org'],
    ['ada@straße.de', 'ada@strasse.de'],
    ['ada@example.org/x', 'ada@example.org'],
    ['ada@example.org?x', 'ada@example.org'],
    ['ada@example.org#x', 'ada@example.org'],
    ['ada@example.org:80', 'ada@example.org'],
    ['ada@example.org\\x', 'ada@example.org'],
    ['ada@ex%61mple.org', 'ada@example.org'],
    ['ada@exam\tple.org', 'ada@example.org'],
    ['ada@exam\u00adple.org', 'ada@example.org'],
    ['ada@exam\u200bple.org', 'ada@example.org'],
    ['ada@0x7f.1', 'ada@127.0.0.1'],
    ['ada@example.org@example.com', 'ada@example.com'],
    ['ada@example.org.', 'ada@example.org'],
  ])('keeps %j and %j apart', (one, other) => {
    expect(emailKeyOf(one)).not.toBe(emailKeyOf(other));
    expect(emailKeysOf(one)).not.toContain(emailKeyOf(other));
  });

  it.each(['', '@', 'nobody', 'MÜNCHEN', 'a@', '@a', 'a b', '\ud800@\ud800'])('takes %j as it is', (text) => {
    expect(emailKeyOf(text).toUpperCase()).toBe(text.toUpperCase());
  });
});

describe('emailKeysOf', () => {
  it('is one key for all whose domain has one spelling', () => {
    expect(emailKeysOf('Ada@Example.org')).toEqual(['ada@example.org']);
    expect(emailKeysOf('Élodie@example.org')).toEqual(['élodie@example.org']);
    expect(emailKeysOf('nobody')).toEqual(['nobody']);
  });

  it('begins with the key of the very spelling', () => {
    expect(emailKeysOf('Ada@MÜNCHEN.de')).toEqual(['ada@münchen.de', 'ada@xn--mnchen-3ya.de']);
    expect(emailKeysOf('Ada@xn--Mnchen-3ya.de')).toEqual(['ada@xn--mnchen-3ya.de', 'ada@münchen.de']);
  });

  it('always has the key, and few others', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.emailAddress()), (email) => {
        const keys = emailKeysOf(email);
        expect(keys).toContain(emailKeyOf(email));
        expect(keys.length).toBeLessThanOrEqual(3);
      }),
    );
  });
});
