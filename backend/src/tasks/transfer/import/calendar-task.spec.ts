import { parseProperty } from './calendar-property';
import { fromCalendar } from './calendar-task';

const TITLES = new Map([['p', 'Garden']]);

const read = (...lines: string[]) => {
  const properties = ['SUMMARY:Mow', ...lines].flatMap((line) => parseProperty(line) ?? []);
  const task = fromCalendar({ properties, titleOf: (uid) => TITLES.get(uid) });
  return {
    fields: task?.fields,
    tags: task?.tags,
    lines: task?.paragraphs.filter(Boolean),
    codes: task?.remarks.map(([code]) => code),
  };
};

describe('fromCalendar', () => {
  it.each([
    ['STATUS:IN-PROCESS', 'Status: IN-PROCESS'],
    ['STATUS:CANCELLED', 'Status: cancelled'],
    ['CREATED:yesterday', 'Created: yesterday'],
    ['CREATED:00000101T000000Z', 'Created: 00000101T000000Z'],
    ['COMPLETED:never', 'Completed: never'],
    ['PRIORITY:12', 'Priority: 12'],
    ['PRIORITY:A', 'Priority: A'],
    ['PERCENT-COMPLETE:half', 'Percent complete: half'],
    ['PERCENT-COMPLETE:50', 'Percent complete: 50'],
    ['RELATED-TO;RELTYPE=CHILD:c', 'Related to (child): c'],
    ['RELATED-TO;RELTYPE="SIBLING":p', 'Related to (sibling): Garden'],
  ])('keeps %s in the description, and says so', (line, description) => {
    expect(read(line)).toMatchObject({ lines: [description], codes: ['MOVED_TO_DESCRIPTION'] });
  });

  it('keeps when an open to-do was completed, and how far it was', () => {
    const lines = ['STATUS:NEEDS-ACTION', 'COMPLETED:20261101T000000Z', 'PERCENT-COMPLETE:100'];
    expect(read(...lines)).toMatchObject({
      fields: { completed: false, completedAt: null },
      lines: ['Percent complete: 100', 'Completed: 20261101T000000Z'],
      codes: ['MOVED_TO_DESCRIPTION'],
    });
  });

  it.each([
    ['STATUS:COMPLETED', 'COMPLETED:20261101T000000Z', 'PERCENT-COMPLETE:100'],
    ['STATUS:needs-action', 'PERCENT-COMPLETE:0', 'PRIORITY:0'],
    ['CREATED:20261101T000000Z', 'PRIORITY:9'],
  ])('adds nothing to the description for what the fields take: %s', (...lines) => {
    expect(read(...lines)).toMatchObject({ lines: [], codes: [] });
  });

  it('has a hundred labels one by one, and the others together', () => {
    const labels = Array.from({ length: 60_000 }, (_, index) => `l${index}`);
    const lines = [labels.slice(0, 80), labels.slice(80, 30_000), labels.slice(30_000)];
    expect(read(...lines.map((part) => `CATEGORIES:${part.join(',')}`)).tags).toEqual([
      ...labels.slice(0, 100),
      labels.slice(100, 30_000).join(','),
      labels.slice(30_000).join(','),
    ]);
  });

  it('is part of its parent alone, whichever relation comes first', () => {
    const relations = ['RELATED-TO;RELTYPE=CHILD:c', 'RELATED-TO;RELTYPE=PARENT:p', 'RELATED-TO:other'];
    expect(read(...relations, 'RELATED-TO:p').lines).toEqual([
      'Part of: Garden',
      'Related to (child): c',
      'Related to (parent): other',
    ]);
  });

  it.each([
    ['DTSTART:20261101T100000Z', 'Start: 2026-11-01 10:00 UTC'],
    ['DTSTART;VALUE=DATE:20261101', 'Start: 2026-11-01'],
    ['DTSTART:soon', 'Start: soon'],
  ])('says once when it starts: %s', (line, description) => {
    expect(read(line)).toMatchObject({ lines: [description], codes: ['DATE_IN_DESCRIPTION'] });
  });
});
