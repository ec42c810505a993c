import { isEmailAddress } from './email-address';

describe('isEmailAddress', () => {
  it.each([
    'ada@example.org',
    'Ada.Lovelace+tasks@mail.example.co.uk',
    "o'brien@example.org",
    '!#$%&*/=?^_`{|}~-@example.org',
    'élodie@example.org',
    '用户@例子.广告',
    'ada@münchen.de',
    'ada@xn--mnchen-3ya.de',
    'ada@例え.テスト',
    '\u212aelvin@example.org',
    'a@b.co',
  ])('accepts %s', (address) => {
    expect(isEmailAddress(address)).toBe(true);
  });

  it.each([
    ['a quoted name', '"a b"@example.org'],
    ['quotes', '"ada"@example.org'],
    ['a quote', 'a"da@example.org'],
    ['an escape', '"a\\@b"@example.org'],
    ['a list', 'ada@example.org,eve@example.org'],
    ['a list by semicolon', 'ada@example.org;eve@example.org'],
    ['a comma', 'a,b@example.org'],
    ['a full-width comma', 'a\uff0cb@example.org'],
    ['a full-width at sign', 'a\uff20b@example.org'],
    ['a full-width bracket', 'a\uff1cb@example.org'],
    ['a name before it', 'Ada <ada@example.org>'],
    ['brackets', '<ada@example.org>'],
    ['a comment', 'ada(comment)@example.org'],
    ['a blank', 'a b@example.org'],
    ['a blank of another kind', 'a\u00a0b@example.org'],
    ['an ideographic blank', 'a\u3000b@example.org'],
    ['a line end', 'a@example.org\r\nBcc: eve@example.org'],
    ['a line end of Unicode', 'a\u2028b@example.org'],
    ['a control character', 'a\u0085b@example.org'],
    ['a blank without width', 'a\u200bda@example.org'],
    ['an override of direction', 'a\u202eda@example.org'],
    ['a soft hyphen in the domain', 'ada@exam\u00adple.org'],
    ['a filler', '\u3164@example.org'],
    ['half a pair', 'a\ud800@example.org'],
    ['NUL', 'a\0b@example.org'],
    ['two at signs', 'a@b@example.org'],
    ['no at sign', 'ada.example.org'],
    ['no name', '@example.org'],
    ['no domain', 'ada@'],
    ['a domain of one label', 'ada@localhost'],
    ['an address as domain', 'ada@127.0.0.1'],
    ['an address in brackets', 'ada@[127.0.0.1]'],
    ['a number as domain', 'ada@0x7f.1'],
    ['a domain that ends in a dot', 'ada@example.org.'],
    ['a domain that ends in another dot', 'ada@example.org\u3002'],
    ['an escape in the domain', 'ada@ex%61mple.org'],
    ['a port', 'ada@example.org:25'],
    ['dots in a row', 'a..b@example.org'],
    ['a dot at the beginning', '.a@example.org'],
    ['no text', 7],
    ['nothing', undefined],
    ['a list of texts', ['ada@example.org']],
  ])('refuses %s', (_name, value) => {
    expect(isEmailAddress(value)).toBe(false);
  });
});
