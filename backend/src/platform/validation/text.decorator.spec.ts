import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import { findTextProblem, isBlank, Text } from './text.decorator';

class Note {
  @Text({ minimum: 1, maximum: 3, trim: true })
  trimmed!: string;

  @Text({ minimum: 0, maximum: 3 })
  plain!: string;
}

const validate = (note: object): Record<string, string> => {
  const errors = validateSync(plainToInstance(Note, { trimmed: 'a', plain: '', ...note }));
  return Object.fromEntries(errors.map(({ property, constraints }) => [property, constraints?.text ?? '']));
};

describe('@Text', () => {
  it('drops white space at both ends where it is told to, before it counts', () => {
    expect(plainToInstance(Note, { trimmed: ' \t a\u00a0b \n\ufeff', plain: ' a ' })).toEqual({
      trimmed: 'a\u00a0b',
      plain: ' a ',
    });
    expect(validate({ trimmed: '  abc  ' })).toEqual({});
    expect(validate({ trimmed: '   ' })).toEqual({ trimmed: 'must not be empty' });
    expect(validate({ plain: ' abc' })).toEqual({ plain: 'must have at most 3 characters' });
  });

  it.each([undefined, null, 7, true, ['a'], { length: 1 }])('wants text, not %j', (plain) => {
    expect(validate({ plain })).toEqual({ plain: 'must be text' });
  });
});

describe('isBlank', () => {
  it.each([
    '',
    ' \t',
    '\u200b',
    '\u2060',
    '\u3164',
    '\uffa0',
    '\u115f',
    '\u2800',
    '\u00ad',
    '\ufe0f',
    '\u{e0041}',
    '\u0007',
  ])('finds nothing to see in %j', (text) => {
    expect(isBlank(text)).toBe(true);
    expect(validate({ trimmed: text })).toMatchObject({
      trimmed: expect.stringMatching(/^must (not be empty|have a char)/),
    });
  });

  it.each(['a', '.', '\u200ba', '한', '\u0301', '\u0600', '☃\ufe0f'])('sees %j', (text) => {
    expect(isBlank(text)).toBe(false);
  });

  it('does not ask it of a text that is not trimmed, such as a password', () => {
    expect(validate({ plain: '\u200b' })).toEqual({});
  });
});

describe('findTextProblem', () => {
  it.each([
    ['letters', 'abc'],
    ['emoji', '🥐🥐🥐'],
    ['variation selectors', '\ufe0f\ufe0f\ufe0f'],
    ['a letter with two accents', 'e\u0301\u0308'],
    ['what is no letter', ' \n\t'],
  ])('counts %s by code point', (_name, text) => {
    expect(findTextProblem(text, 3, 3)).toBeUndefined();
    expect(findTextProblem(text, 4, 9)).toBe('must have at least 4 characters');
    expect(findTextProblem(text, 0, 2)).toBe('must have at most 2 characters');
  });

  it.each(['\0', 'a\0', '\ud800', '\udc00\ud800', 'a\udfff'])('refuses what cannot be stored: %j', (text) => {
    expect(findTextProblem(text, 0, 9)).toBe('holds a character that cannot be stored');
  });
});
