import { sessionIdOf, sessionOf } from '../support/database/session-rows';
import { ME } from '../support/people/account';
import { readToken } from '../support/people/forged-token';
import type { Visitor } from '../support/people/visitor';
import { expectProblem } from '../support/requests/expect-problem';
import { sharedServer, type TestServer } from '../support/servers/test-server';

describe('A session whose clock is shifted', () => {
  let app: TestServer;
  let person: Visitor;

  beforeAll(async () => {
    app = await sharedServer();
  });

  afterAll(() => app.stop());

  beforeEach(async () => {
    person = app.visitor();
    await person.register();
  });

  const setRow = (assignments: string) =>
    app.database.owner.query(`UPDATE sessions SET ${assignments} WHERE id = $1`, [
      sessionIdOf(person.refreshToken),
    ]);

  it.each([
    ['just before the idle end', `idle_expires_at = now() + interval '10 min'`, true],
    ['to the idle end', 'idle_expires_at = now()', false],
    ['past the idle end', `idle_expires_at = now() - interval '1 d'`, false],
    ['just before the absolute end', `absolute_expires_at = now() + interval '10 min'`, true],
    ['to the absolute end', 'absolute_expires_at = now()', false],
    ['past the absolute end', `absolute_expires_at = now() - interval '1 d'`, false],
  ])('%s (%s) lives: %s', async (_name, assignments, lives) => {
    await setRow(assignments);
    const answers = { read: await person.send('GET', ME), refresh: await person.refresh() };
    if (lives) {
      expect([answers.read.status, answers.refresh.status]).toEqual([200, 200]);
    } else {
      expectProblem(answers.read, 401, 'SESSION_ENDED');
      expectProblem(answers.refresh, 401, 'REFRESH_REJECTED');
    }
  });

  it.each<[string, string | undefined, number]>([
    ['that repeats the current token', undefined, 1],
    ['that is due', `rotated_at = now() - interval '1 h'`, 2],
    [
      'whose answer was lost',
      `generation = 2, previous_generation = 1, rotated_at = now() - interval '1 h'`,
      3,
    ],
    [
      'of the previous token inside the window',
      'generation = 2, previous_generation = 1, rotated_at = now()',
      2,
    ],
    ['ahead of the row', 'generation = 0', 2],
  ])('keeps auth_time and its absolute end in a refresh %s', async (_name, assignments, generation) => {
    await setRow(`authenticated_at = authenticated_at - interval '1 h'`);
    const before = await sessionOf(app.database.owner, person.refreshToken);
    if (assignments) {
      await setRow(assignments);
    }
    expect((await person.refresh()).status).toBe(200);
    const after = await sessionOf(app.database.owner, person.refreshToken);
    expect(after.generation).toBe(generation);
    expect(after.authenticated_at).toEqual(before.authenticated_at);
    expect(after.absolute_expires_at).toEqual(before.absolute_expires_at);
    const { claims } = readToken(person.accessToken ?? '');
    expect(claims.auth_time).toBe(Math.floor(before.authenticated_at.getTime() / 1_000));
  });
});
