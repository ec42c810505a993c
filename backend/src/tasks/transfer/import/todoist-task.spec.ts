import { fromTodoist } from './todoist-task';

const read = (row: object, around: object = {}) => {
  const { fields, paragraphs, remarks, ...task } = fromTodoist({
    row: { CONTENT: 'Water the plants', ...row },
    notes: [],
    ...around,
  });
  return {
    ...task,
    ...fields,
    description: paragraphs.filter(Boolean).join('\n\n') || null,
    codes: remarks.map(([code]) => code),
  };
};

describe('fromTodoist', () => {
  it('takes the plain fields', () => {
    expect(read({ DESCRIPTION: 'Twice', PRIORITY: '1', DATE: '2026-11-21' })).toEqual({
      title: 'Water the plants',
      description: 'Twice',
      priority: 'high',
      dueDate: '2026-11-21',
      tags: [],
      codes: [],
    });
  });

  it.each([
    ['1', 'high'],
    ['2', 'medium'],
    ['3', 'low'],
    ['4', 'none'],
    [undefined, 'none'],
  ])('knows the priority %s as %s', (PRIORITY, priority) => {
    expect(read({ PRIORITY })).toMatchObject({ priority });
  });

  it('takes labels and the section as tags', () => {
    const row = { CONTENT: '@home Mail ada@example.org  @two_words @last' };
    expect(read(row, { section: 'Chores' })).toMatchObject({
      title: 'Mail ada@example.org',
      tags: ['home', 'two_words', 'last', 'Chores'],
    });
  });

  it('keeps the content of a task that has nothing but labels', () => {
    expect(read({ CONTENT: '@home' })).toMatchObject({ title: '@home', tags: ['home'] });
  });

  it.each([
    ['every day', null, 'Date: every day'],
    ['2026-11-21 14:00', '2026-11-21', 'Date: 2026-11-21 14:00'],
    ['2026-02-30', null, 'Date: 2026-02-30'],
    ['0026-11-21', null, 'Date: 0026-11-21'],
    ['3 Dec 2026 14:30', '2026-12-03', 'Date: 3 Dec 2026 14:30'],
    ['17 Aug', null, 'Date: 17 Aug'],
  ])('loses nothing of the date %s', (DATE, dueDate, description) => {
    const codes = ['DATE_IN_DESCRIPTION'];
    expect(read({ DATE })).toMatchObject({ dueDate, description, codes });
    expect(read({ DUE_DATE: DATE })).toMatchObject({ dueDate, description, codes });
  });

  it('takes a date in words as what it is', () => {
    expect(read({ DATE: '5. Okt 2026', DATE_LANG: 'de' })).toMatchObject({
      dueDate: '2026-10-05',
      description: null,
      codes: [],
    });
  });

  it('mentions what the older column says beside the newer one', () => {
    expect(read({ DATE: '2026-11-21', DUE_DATE: '2026-11-21' })).toMatchObject({ description: null });
    expect(read({ DATE: '2026-11-21', DUE_DATE: '2026-11-22' })).toMatchObject({
      dueDate: '2026-11-21',
      description: 'Due date: 2026-11-22',
    });
  });

  it('keeps what stands in columns that are not known, and a priority that is none', () => {
    expect(read({ PRIORITY: '7', COLOUR: 'red', AUTHOR: 'Ada (1)' })).toMatchObject({
      priority: 'none',
      description: 'Priority: 7\n\nCOLOUR: red',
      codes: ['MOVED_TO_DESCRIPTION'],
    });
  });

  it('keeps a unit without a duration, and says so', () => {
    expect(read({ DURATION_UNIT: 'day' })).toMatchObject({
      description: 'Duration unit: day',
      codes: ['MOVED_TO_DESCRIPTION'],
    });
  });

  it('takes the deadline where there is no date, and mentions it where there is', () => {
    const DEADLINE = '2026-12-01';
    expect(read({ DEADLINE })).toMatchObject({ dueDate: DEADLINE, description: null });
    expect(read({ DEADLINE, DATE: '2026-11-21' })).toMatchObject({
      dueDate: '2026-11-21',
      description: 'Deadline: 2026-12-01',
    });
  });

  it('keeps in the description what has no other place', () => {
    const row = { DESCRIPTION: 'Twice', RESPONSIBLE: 'Ada (1)', DURATION: '30', DURATION_UNIT: 'minute' };
    const around = { parent: 'Garden', notes: ['First', 'Second'], section: 'x'.repeat(41) };
    expect(read(row, around)).toMatchObject({
      description: [
        'Twice',
        'First',
        'Second',
        'Part of: Garden',
        `Section: ${'x'.repeat(41)}`,
        'Duration: 30 minute',
        'Responsible: Ada (1)',
      ].join('\n\n'),
      tags: [],
    });
  });
});
