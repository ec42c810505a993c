import { partsOf } from './linked-text';

const linked = (text: string) => partsOf(text).map((part) => part.href ?? [part.text]);

describe('LinkedText', () => {
  it.each<[string, (string | string[])[]]>([
    ['Buy milk', [['Buy milk']]],
    ['https://example.org/a?b=c#d', ['https://example.org/a?b=c#d']],
    ['Read (https://example.org/a).', [['Read ('], 'https://example.org/a', [').']]],
    ['(https://example.org/a_(b)).', [['('], 'https://example.org/a_(b)', [').']]],
    [
      'https://[::1]/a https://example.org/[b]]',
      ['https://[::1]/a', [' '], 'https://example.org/[b]', [']']],
    ],
    [
      'a http://example.org, b HTTPS://EXAMPLE.ORG!',
      [['a '], 'http://example.org', [', b '], 'HTTPS://EXAMPLE.ORG', ['!']],
    ],
    ['javascript:alert(1) ftp://example.org', [['javascript:alert(1) ftp://example.org']]],
    ['http:// and https://.', [['http:// and https://.']]],
    ['<a href="https://example.org">', [['<a href="'], 'https://example.org', ['">']]],
  ])('finds the addresses in %s', (text, parts) => {
    expect(linked(text)).toEqual(parts);
  });
});
