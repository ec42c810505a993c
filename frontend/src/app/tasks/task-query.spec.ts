import { EVERYTHING_OPEN, countFilters, isFiltered, readQuery, toListParams, writeQuery } from './task-query';

describe('the query in the address', () => {
  it('shows every open task, newest first, when nothing is said', () => {
    expect(readQuery({})).toEqual(EVERYTHING_OPEN);
    expect(Object.values(writeQuery(EVERYTHING_OPEN))).toEqual(Array(8).fill(null));
  });

  it('comes back as it was written', () => {
    const query = {
      status: 'all',
      sort: 'dueDate',
      search: 'milk & bread',
      priorities: ['high', 'none'],
      tags: ['home', 'été', 'a,b', 'c\\', '\\,'],
      due: 'range',
      dueFrom: '2026-11-01',
      dueTo: '',
    } as const;

    expect(readQuery(writeQuery(query))).toEqual(query);
  });

  it('takes what it does not understand for not said', () => {
    const address = {
      status: 'done',
      sort: ['title', 'dueDate'],
      priority: 'urgent,high,high',
      tag: ' ,home,,home',
      due: 'someday',
      dueFrom: '2026-1-1',
      q: ['a', 'b'],
    };

    expect(readQuery(address)).toEqual({ ...EVERYTHING_OPEN, priorities: ['high'], tags: ['home'] });
  });

  it('forgets the dates of a range that is not chosen', () => {
    expect(writeQuery({ ...EVERYTHING_OPEN, due: 'today', dueFrom: '2026-11-01' })).toMatchObject({
      due: 'today',
      dueFrom: null,
    });
  });
});

describe('toListParams', () => {
  const today = '2026-02-27';
  const dueParams = (due: 'any' | 'overdue' | 'today' | 'week' | 'range', dueFrom = '', dueTo = '') => {
    const { sort, status, ...rest } = toListParams({ ...EVERYTHING_OPEN, due, dueFrom, dueTo }, today);
    expect([sort, status]).toEqual(['-createdAt', 'open']);
    return rest;
  };

  it.each([
    ['any', {}],
    ['overdue', { dueTo: '2026-02-26' }],
    ['today', { dueTo: '2026-02-27' }],
    ['week', { dueFrom: '2026-02-27', dueTo: '2026-03-05' }],
  ] as const)('knows which days %s means', (due, params) => {
    expect(dueParams(due)).toEqual(params);
  });

  it('tells commas in a tag from those between tags', () => {
    const tags = ['a,b', 'c\\'];
    expect(toListParams({ ...EVERYTHING_OPEN, tags }, today).tag).toBe('a\\,b,c\\\\');
  });

  it('searches for no more words than the API takes', () => {
    const search = Array.from({ length: 21 }, (_, index) => `w${index}`).join(' ');
    expect(toListParams({ ...EVERYTHING_OPEN, search }, today).q).toBe(search.replace(' w20', ''));
  });

  it('searches for a tag as it is shown, and for the number of an issue as it is written', () => {
    const search = '#büro fix #12 C# #';
    expect(toListParams({ ...EVERYTHING_OPEN, search }, today).q).toBe('büro fix #12 C# #');
  });

  it('leaves an open end of a range open', () => {
    expect(dueParams('range', '2026-02-01')).toEqual({ dueFrom: '2026-02-01' });
    expect(dueParams('range', '', '2026-02-01')).toEqual({ dueTo: '2026-02-01' });
  });
});

describe('isFiltered', () => {
  it('counts what narrows the list, not the way of looking at it', () => {
    expect(isFiltered({ ...EVERYTHING_OPEN, status: 'all', sort: 'title' })).toBe(false);
    expect(isFiltered({ ...EVERYTHING_OPEN, search: 'milk' })).toBe(true);
    expect(countFilters({ ...EVERYTHING_OPEN, priorities: ['low', 'high'], tags: ['a'], due: 'today' })).toBe(
      4,
    );
  });
});
