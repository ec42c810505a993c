import { contextWordsOf } from './context-words';

describe('contextWordsOf', () => {
  it('knows product, e-mail and name, whole and in parts, in lower case', () => {
    const words = contextWordsOf({
      email: 'Ada.Lovelace+work@mail.Example.co.uk',
      displayName: 'Ada King-Noël',
    });

    expect(words).toEqual(
      expect.arrayContaining([
        'taskward',
        'ada.lovelace+work@mail.example.co.uk',
        'lovelace',
        'work',
        'mail.example.co.uk',
        'example',
        'ada king-noël',
        'adaking-noël',
        'noël',
      ]),
    );
    expect(new Set(words).size).toBe(words.length);
  });

  it('leaves out what is too short to tell anything, and the top level domain', () => {
    const words = contextWordsOf({ email: 'jo@x.community', displayName: 'Jo' });

    expect(words.filter((word) => word.length < 3)).toEqual([]);
    expect(words).not.toContain('community');
  });

  it.each([undefined, { email: '', displayName: '' }, { email: 'ada', displayName: '' }])(
    'makes do with what is typed so far (%j)',
    (person) => {
      expect(contextWordsOf(person)).toEqual(expect.arrayContaining(['taskward']));
    },
  );
});
