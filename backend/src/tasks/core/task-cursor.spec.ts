import { aTaskRow } from '../../../test/support/tasks/task-examples';
import { Problem } from '../../platform/errors/problem';
import type { ListTasksDto } from './dto/list-tasks.dto';
import { readCursor, writeCursor } from './task-cursor';
import { orderOf, type Sort, SORTS } from './task-order';

const OWNER = '01a1fbd4-e678-70dc-aca7-17fcfd375054';
const ROW = aTaskRow({ title: 'Ätna "\\ 🌋', priority: 'high', updatedAt: '2026-11-21T02:00:41.297Z' });
const query = (overrides: Partial<ListTasksDto> = {}): ListTasksDto => ({
  status: 'all',
  sort: '-createdAt',
  limit: 50,
  ...overrides,
});

const write = (list: ListTasksDto, row = ROW) => writeCursor(row, orderOf(list.sort), list, OWNER);
const read = (cursor: string, list = query(), owner = OWNER) =>
  readCursor(cursor, orderOf(list.sort), list, owner);

/** The same cursor with some of its parts exchanged, as somebody who knows the code could make it. */
function forge(list: ListTasksDto, ...parts: unknown[]): string {
  const [mark] = JSON.parse(Buffer.from(write(list), 'base64url').toString()) as unknown[];
  return Buffer.from(JSON.stringify([mark, ...parts])).toString('base64url');
}

describe('A cursor', () => {
  it.each(SORTS)('leads to its row again in a list by %s', (sort) => {
    const list = query({ sort });
    expect(read(write(list), list)).toEqual({ value: orderOf(sort).positionOf(ROW), id: ROW.id });
  });

  it('is still good when the size of a page changes', () => {
    expect(read(write(query()), query({ limit: 3 })).id).toBe(ROW.id);
  });

  it('stays within its limit for the longest title that there can be', () => {
    const list = query({ sort: 'title' });
    expect(write(list, { ...ROW, title: '\u0001'.repeat(200) }).length).toBeLessThanOrEqual(2_000);
    expect(write(list, { ...ROW, title: '🌋'.repeat(200) }).length).toBeLessThanOrEqual(2_000);
  });

  it.each<[string, Partial<ListTasksDto>]>([
    ['order', { sort: 'createdAt' }],
    ['status', { status: 'open' }],
    ['priority', { priority: ['low'] }],
    ['tag', { tag: ['home'] }],
    ['first day', { dueFrom: '2026-11-21' }],
    ['last day', { dueTo: '2026-11-21' }],
    ['words', { q: 'plants' }],
  ])('is refused in a list of another %s', (_name, overrides) => {
    expect(() => read(write(query()), query(overrides))).toThrow(Problem);
  });

  it('is refused from another person', () => {
    expect(() => read(write(query()), query(), ROW.id)).toThrow(Problem);
  });

  it('has one spelling', () => {
    const cursor = write(query());
    const [mark, value, id] = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as string[];
    const spaced = Buffer.from(`["${mark}", "${value}","${id}"]`).toString('base64url');
    const spellings = [`${cursor}=`, `${cursor}!`, ` ${cursor}`, cursor.slice(0, -1), spaced];
    spellings.push(forge(query(), value, id, 'more'));
    for (const spelling of spellings) {
      expect(() => read(spelling)).toThrow(Problem);
    }
  });

  it.each(['', 'garbage', 'bnVsbA', 'e30', 'W10', 'WzEsMiwzXQ', '\ud800', '\0'])('is not %j', (cursor) => {
    expect(() => read(cursor)).toThrow(Problem);
  });

  it.each<[Sort, unknown]>([
    ['createdAt', '0000-01-01T00:00:00.000Z'],
    ['createdAt', '2026-02-30T00:00:00.000Z'],
    ['createdAt', '2026-11-21T24:00:00.000Z'],
    ['createdAt', '+012026-11-21T00:00:00.000Z'],
    ['updatedAt', '2026-11-21'],
    ['updatedAt', 'infinity'],
    ['updatedAt', null],
    ['dueDate', '-infinity'],
    ['-dueDate', 'infinity'],
    ['dueDate', '2026-02-30'],
    ['dueDate', 20261121],
    ['priority', 'urgent'],
    ['priority', ['low']],
    ['title', 'a\0b'],
    ['title', '\ud800'],
    ['title', 'a'.repeat(201)],
  ])('by %s does not point to %j', (sort, value) => {
    const list = query({ sort });
    expect(() => read(forge(list, value, ROW.id), list)).toThrow(Problem);
  });

  it.each(['7', '', null, ROW.id.slice(1), `${ROW.id}\n`])('does not point to the id %j', (id) => {
    expect(() => read(forge(query(), ROW.createdAt, id))).toThrow(Problem);
  });
});
