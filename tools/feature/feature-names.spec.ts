import { namesOf } from './feature-names.ts';

describe('The names of a feature', () => {
  it('come from one word', () => {
    expect(namesOf('notes')).toMatchObject({
      plural: 'notes',
      Plural: 'Notes',
      Singular: 'Note',
      SINGULAR: 'NOTE',
      table: 'notes',
      Title: 'Notes',
    });
  });

  it('come from words with hyphens', () => {
    expect(namesOf('reading-lists')).toMatchObject({
      plural: 'readingLists',
      'plural-file': 'reading-lists',
      'singular-file': 'reading-list',
      PLURAL: 'READING_LISTS',
      table: 'reading_lists',
      words: 'reading lists',
      Title: 'Reading lists',
    });
  });

  it('take the word for one of them where it cannot be told', () => {
    expect(() => namesOf('categories')).toThrow('What is one of them called?');
    expect(namesOf('categories', 'category').Singular).toBe('Category');
  });

  it.each([
    '',
    'Notes',
    'my notes',
    '../notes',
    'notes.ts',
    '-notes',
    'notes-',
    '1notes',
    'nötes',
    'x'.repeat(41),
  ])('are none of %j', (plural) => {
    expect(() => namesOf(plural)).toThrow('Name the feature');
  });

  it.each(['notes', 'Note', '../note'])('do not call one of the notes %j', (singular) => {
    expect(() => namesOf('notes', singular)).toThrow('is not one of "notes"');
  });
});
