import { contextWordsOf } from './context-words';

describe('contextWordsOf', () => {
  const words = contextWordsOf({
    email: 'Ada.Lovelace+work@mail.Example.co.uk',
    displayName: 'Ada King-Noël',
  });

  it('knows the product', () => {
    expect(words).toEqual(expect.arrayContaining(['taskward', 'taskmanager']));
  });

  it('knows e-mail and name, whole and in parts, in lower case', () => {
    expect(words).toEqual(
      expect.arrayContaining([
        'ada.lovelace+work@mail.example.co.uk',
        'ada.lovelace+work',
        'mail.example.co.uk',
        'lovelace',
        'work',
        'example',
        'ada king-noël',
        'adaking-noël',
        'king',
        'noël',
      ]),
    );
  });

  it('leaves out what is too short to tell anything, and the top level domain', () => {
    expect(words.filter((word) => word.length < 3)).toEqual([]);
    expect(contextWordsOf({ email: 'jo@x.community', displayName: 'Jo' })).not.toContain('community');
  });

  it('holds every word once', () => {
    expect(new Set(words).size).toBe(words.length);
  });
});
