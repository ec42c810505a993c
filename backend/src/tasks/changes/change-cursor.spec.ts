import { MAX } from 'uuid';
import { Problem } from '../../platform/errors/problem';
import { type ChangeCursor, presentAt, readChangeCursor, writeChangeCursor } from './change-cursor';

const OWNER = '01a1fbd4-e678-70dc-aca7-17fcfd375054';
const ID = '01a1fbd5-9650-72a4-b7c5-d4527909facf';
const CURSOR: ChangeCursor = { position: '12', id: ID, startedAt: '10' };

const read = (cursor: string, owner = OWNER) => readChangeCursor(cursor, owner, '/since');

/** The same cursor with its parts exchanged, as somebody who knows the code could make it. */
function forge(...parts: unknown[]): string {
  const text = Buffer.from(writeChangeCursor(CURSOR, OWNER), 'base64url').toString();
  const [mark] = JSON.parse(text) as unknown[];
  return Buffer.from(JSON.stringify([mark, ...parts])).toString('base64url');
}

describe('A cursor of changes', () => {
  it.each([CURSOR, presentAt('0'), presentAt('9223372036854775807')])('leads back to %j', (cursor) => {
    expect(read(writeChangeCursor(cursor, OWNER))).toEqual(cursor);
  });

  it('stays within its limit', () => {
    const largest = '9223372036854775807';
    const cursor = { position: largest, id: MAX, startedAt: largest };
    expect(writeChangeCursor(cursor, OWNER).length).toBeLessThanOrEqual(200);
  });

  it('is refused from another person', () => {
    expect(() => read(writeChangeCursor(CURSOR, OWNER), ID)).toThrow(Problem);
  });

  it('has one spelling', () => {
    const cursor = writeChangeCursor(CURSOR, OWNER);
    for (const spelling of [`${cursor}=`, `${cursor}!`, ` ${cursor}`, cursor.slice(0, -1)]) {
      expect(() => read(spelling)).toThrow(Problem);
    }
    expect(() => read(forge('12', ID, '10', 'more'))).toThrow(Problem);
  });

  it.each(['', 'garbage', 'bnVsbA', 'e30', 'W10', 'WzEsMiwzXQ', '\ud800', '\0'])('is not %j', (cursor) => {
    expect(() => read(cursor)).toThrow(Problem);
  });

  it.each([12, null, '', '-1', '012', '1.5', '1e3', ' 1', '9223372036854775808', ['12']])(
    'does not point to the position %j',
    (position) => {
      expect(() => read(forge(position, ID, '10'))).toThrow(Problem);
      expect(() => read(forge('12', ID, position))).toThrow(Problem);
    },
  );

  it.each(['7', '', null, ID.slice(1), `${ID}\n`])('does not point to the id %j', (id) => {
    expect(() => read(forge('12', id, '10'))).toThrow(Problem);
  });
});
