import { aTask } from '../../testing/factories';
import { changesBetween, conflictsBetween, emptyFields, merge, toFields, toRequest } from './task-fields';

const base = toFields(aTask({ title: 'Milk', description: 'two litres', priority: 'low', tags: ['home'] }));

describe('changesBetween', () => {
  it('names only what changed, so that nothing else is overwritten', () => {
    expect(changesBetween(base, { ...base, priority: 'high' })).toEqual({ priority: 'high' });
    expect(changesBetween(base, { ...base })).toEqual({});
  });

  it('empties a field with null', () => {
    expect(changesBetween(base, { ...base, description: ' ', tags: [] })).toEqual({
      description: null,
      tags: [],
    });
  });

  it('takes space around a title for no change', () => {
    expect(changesBetween(base, { ...base, title: ' Milk ' })).toEqual({});
  });
});

describe('toRequest', () => {
  it('sends nothing for what is left empty', () => {
    const { title, priority, tags, ...others } = toRequest(emptyFields(' Milk '));

    expect({ title, priority, tags }).toEqual({ title: 'Milk', priority: 'none', tags: [] });
    expect(Object.values(others).every((value) => value === null)).toBe(true);
  });
});

describe('merging two edits of one task', () => {
  const mine = { ...base, title: 'Oat milk', priority: 'high' as const };

  it('finds no conflict in changes to different fields', () => {
    const theirs = { ...base, description: 'three litres' };

    expect(conflictsBetween(base, mine, theirs)).toEqual([]);
    expect(merge(base, mine, theirs)).toEqual({ ...mine, description: 'three litres' });
  });

  it('finds no conflict in the same change on both sides', () => {
    expect(conflictsBetween(base, mine, { ...base, title: 'Oat milk' })).toEqual([]);
  });

  it('leaves the same field changed in two ways to the person', () => {
    const theirs = { ...base, title: 'Soy milk', description: 'three litres' };

    expect(conflictsBetween(base, mine, theirs)).toEqual(['title']);
    expect(merge(base, mine, theirs)).toMatchObject({ title: 'Oat milk', priority: 'high' });
    expect(merge(base, mine, theirs, ['title'])).toMatchObject({ title: 'Soy milk', priority: 'high' });
  });
});
