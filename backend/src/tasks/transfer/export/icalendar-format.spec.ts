import fc from 'fast-check';
import ICAL from 'ical.js';
import { aTaskRow } from '../../../../test/support/tasks/task-examples';
import type { TaskRow } from '../../core/dto/task.dto';
import { icalendarFormat } from './icalendar-format';

const TASK = aTaskRow();

const write = (...tasks: TaskRow[]): string =>
  icalendarFormat.head + icalendarFormat.write(tasks, true) + icalendarFormat.tail;

/** What another program understands. */
const read = (calendar: string): Record<string, unknown>[] =>
  new ICAL.Component(ICAL.parse(calendar) as unknown[]).getAllSubcomponents('vtodo').map((todo) => {
    const properties = Object.groupBy(todo.getAllProperties(), ({ name }) => name);
    return Object.fromEntries(
      Object.entries(properties).map(([name, all = []]) => {
        const values = all.flatMap((property) => property.getValues().map(String));
        return [name, name === 'categories' ? values : values.join()];
      }),
    );
  });

describe('A calendar of to-dos', () => {
  it('says of an open task what is known of it', () => {
    expect(read(write(TASK))).toEqual([
      {
        uid: TASK.id,
        dtstamp: '2026-11-21T03:00:41Z',
        created: '2026-11-21T02:00:41Z',
        'last-modified': '2026-11-21T03:00:41Z',
        summary: 'Water the plants',
        priority: '0',
        status: 'NEEDS-ACTION',
      },
    ]);
  });

  it('says all of a completed one', () => {
    const completed: TaskRow = {
      ...TASK,
      description: 'Twice; the ferns, too\\',
      completedAt: '2026-11-21T04:00:00.000Z',
      priority: 'high',
      dueDate: '2026-11-30',
      tags: ['home', 'a,b', 'c;d\\'],
    };
    expect(read(write(completed))[0]).toMatchObject({
      description: 'Twice; the ferns, too\\',
      due: '2026-11-30',
      priority: '1',
      status: 'COMPLETED',
      completed: '2026-11-21T04:00:00Z',
      categories: ['home', 'a,b', 'c;d\\'],
    });
    expect(write(completed)).toContain('\r\nDUE;VALUE=DATE:20261130\r\n');
  });

  it.each([
    ['high', '1'],
    ['medium', '5'],
    ['low', '9'],
    ['none', '0'],
  ] as const)('has the priority %s as %s', (priority, number) => {
    expect(read(write({ ...TASK, priority }))[0]?.priority).toBe(number);
  });

  it('has one kind of line end, and no control characters', () => {
    const [todo] = read(write({ ...TASK, title: 'a\u0000\u0007b', description: '1\r\n2\r3\n4\tx\u007f' }));
    expect(todo).toMatchObject({ summary: 'ab', description: '1\n2\n3\n4\tx' });
  });

  it('keeps any text, in lines of 75 octets at most', () => {
    const unit = fc.constantFrom(...'🥐é\\;,:"\nn aש=', 'END:VTODO', 'BEGIN:VEVENT\n');
    const text = fc.string({ unit, minLength: 1, maxLength: 300 });
    fc.assert(
      fc.property(text, text, fc.array(text), (title, description, tags) => {
        const calendar = write({ ...TASK, title, description, tags }, TASK);
        const [todo, ...others] = read(calendar);
        expect(todo).toMatchObject({ summary: title, description });
        expect(todo?.categories ?? []).toEqual(tags);
        expect(others).toHaveLength(1);
        for (const line of calendar.split('\r\n')) {
          expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
        }
      }),
    );
  });
});
