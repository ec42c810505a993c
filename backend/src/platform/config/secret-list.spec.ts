import { randomBytes } from 'node:crypto';
import { findSecretListProblem, parseSecretList } from './secret-list';

const random = (): string => randomBytes(32).toString('base64url');

describe('a list of secrets', () => {
  it('is accepted when every secret is long and random', () => {
    expect(findSecretListProblem(`${random()}, ${random()}`)).toBeUndefined();
    expect(findSecretListProblem(randomBytes(32).toString('hex'))).toBeUndefined();
  });

  it('is refused when a secret is short, repeated or not random', () => {
    expect(findSecretListProblem('')).toContain('32 bytes');
    expect(findSecretListProblem(`${random()},short`)).toContain('32 bytes');
    expect(findSecretListProblem('a'.repeat(64))).toContain('not random');
    expect(findSecretListProblem('changeme'.repeat(8))).toContain('not random');
    expect(findSecretListProblem('Kx7-pQ2m'.repeat(8))).toContain('not random');
    expect(findSecretListProblem('replace-this-with-32-random-bytes-please')).toContain('not random');
    expect(findSecretListProblem('abcdefghijklmnopqrstuvwxyz0123456789')).toContain('not random');
    const twice = random();
    expect(findSecretListProblem(`${twice},${twice}`)).toContain('twice');
  });

  it('never shows a secret in the problem', () => {
    expect(findSecretListProblem('hunter2')).not.toContain('hunter2');
  });

  it('gives each secret a key id of its own that stays the same', () => {
    const list = `${random()},${random()}`;
    const kids = parseSecretList(list).map(({ kid }) => kid);
    expect(new Set(kids).size).toBe(2);
    expect(parseSecretList(list).map(({ kid }) => kid)).toEqual(kids);
    expect(kids[0]).toMatch(/^[\w-]{8}$/);
  });
});
