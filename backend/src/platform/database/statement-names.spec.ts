import { StatementNames } from './statement-names';

const select = (column: number): string => `SELECT ${column} WHERE $1`;

describe('Names of statements', () => {
  it('are the same for the same text, wherever it is named', () => {
    const name = new StatementNames(1).nameOf(select(1));
    expect(name).toMatch(/^[\w-]{43}$/);
    expect(new StatementNames(1).nameOf(select(1))).toBe(name);
    expect(new StatementNames(1).nameOf(select(2))).not.toBe(name);
  });

  it('are limited in number: the first ones keep theirs', () => {
    const names = new StatementNames(2);
    const given = [1, 2, 3].map((column) => names.nameOf(select(column)));
    expect(given[2]).toBeUndefined();
    expect([1, 2].map((column) => names.nameOf(select(column)))).toEqual(given.slice(0, 2));
  });

  it('are not for lists of values', () => {
    const list = Array.from({ length: 1_000 }, (_, index) => `($${index + 1})`).join();
    expect(new StatementNames(1).nameOf(`VALUES ${list}`)).toBeUndefined();
  });
});
