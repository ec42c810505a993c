import { Problem } from '../../platform/errors/problem';
import { readEventCursor, writeEventCursor } from './security-event-cursor';

const ADA = '01900000-0000-7000-8000-00000000000a';
const EVE = '01900000-0000-7000-8000-00000000000e';
const EVENT = '01900000-0000-7000-8000-000000000001';

describe('A cursor of security events', () => {
  const cursor = writeEventCursor(EVENT, ADA);

  it('tells the event it was written for', () => {
    expect(readEventCursor(cursor, ADA)).toBe(EVENT);
  });

  it('is nothing to anybody else', () => {
    expect(() => readEventCursor(cursor, EVE)).toThrow(Problem);
  });

  it.each([
    ['nothing', ''],
    ['garbage', 'garbage'],
    ['padding', `${cursor}=`],
    ['a sign more', `${cursor}A`],
    ['a sign less', cursor.slice(0, -1)],
    ['white space', ` ${cursor}`],
    ['an id in capitals', writeEventCursor(EVENT.toUpperCase(), ADA).toUpperCase()],
    ['no id', writeEventCursor('x'.repeat(36), ADA)],
  ])('has one spelling, without %s', (_name, text) => {
    expect(() => readEventCursor(text, ADA)).toThrow(Problem);
  });
});
