import { emailKeyOf } from './email-key';

describe('emailKeyOf', () => {
  it('is the same for one address in other letter case', () => {
    expect(emailKeyOf('Ada.Lovelace@Example.ORG')).toBe('ada.lovelace@example.org');
    expect(emailKeyOf('ÉLODIE@example.org')).toBe(emailKeyOf('élodie@example.org'));
  });

  it.each([
    ['\u212Aelvin@example.org', 'kelvin@example.org'],
    ['\u017Fam@example.org', 'sam@example.org'],
    ['\u0130lker@example.org', 'ilker@example.org'],
    ['a.b@example.org', 'ab@example.org'],
    ['a+b@example.org', 'a@example.org'],
  ])('keeps %s and %s apart', (one, other) => {
    expect(emailKeyOf(one)).not.toBe(emailKeyOf(other));
  });
});
