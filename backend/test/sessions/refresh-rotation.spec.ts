import { recordStatements } from '../support/database/recorded-statements';
import { ageRotation, sessionIdOf, type SessionRow, sessionOf } from '../support/database/session-rows';
import { readToken } from '../support/people/forged-token';
import type { Visitor } from '../support/people/visitor';
import { expectProblem } from '../support/requests/expect-problem';
import { startTestApp, type TestApp } from '../support/servers/test-app';

const ME = '/api/v1/users/me';

/** The rule table of refresh rotation, seen over HTTP. */
describe('Refreshing', () => {
  let app: TestApp;
  let person: Visitor;
  let first: string;

  beforeAll(async () => {
    app = await startTestApp();
  });

  afterAll(() => app.stop());

  beforeEach(async () => {
    person = app.visitor();
    await person.register();
    first = person.refreshToken;
  });

  const session = (): Promise<SessionRow> => sessionOf(app.database.owner, first);
  const later = (): Promise<void> => ageRotation(app.database.owner, first);
  const rotate = async (): Promise<string> => {
    await later();
    expect((await person.refresh()).status).toBe(200);
    return person.refreshToken;
  };

  async function expectReuse(token: string): Promise<void> {
    expectProblem(await person.clone().refresh(token), 401, 'REFRESH_REJECTED');
    expect(await session()).toMatchObject({ revoked_reason: 'refresh-token-reused' });
    expectProblem(await person.send('GET', ME), 401, 'SESSION_ENDED');
    expectProblem(await person.refresh(), 401, 'REFRESH_REJECTED');
  }

  it('with the current token, as usual, asks the database once', async () => {
    await later();
    const statements = await recordStatements(app, () => person.refresh());
    expect(statements.map(({ sql }) => sql.trim())).toEqual([
      expect.stringMatching(/^WITH due AS .* UPDATE sessions /s),
    ]);
    expect(await session()).toMatchObject({ generation: 2, previous_generation: 1, acknowledged: false });
  });

  it('with the current token, rotated just now, repeats it beside a new access token', async () => {
    const { accessToken } = person;
    const answer = await person.refresh();
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({ tokenType: 'Bearer', expiresIn: 900, user: { id: person.userId } });
    expect(person.refreshToken).toBe(first);
    expect(person.accessToken).not.toBe(accessToken);
    expect(await session()).toMatchObject({ generation: 1, previous_generation: null });
    expect((await person.send('GET', ME)).status).toBe(200);
  });

  it('with the current token, later, rotates', async () => {
    const second = await rotate();
    expect(second).not.toBe(first);
    expect(await session()).toMatchObject({ generation: 2, previous_generation: 1, acknowledged: false });
    expect(readToken(person.accessToken ?? '').claims.gen).toBe(2);
    expect((await person.send('GET', ME)).status).toBe(200);
  });

  it('is acknowledged by the first use of the refresh token or of the access token, not before', async () => {
    expect((await session()).acknowledged).toBe(false);
    await person.refresh();
    expect((await session()).acknowledged).toBe(true);
    const { accessToken: former } = person;
    await rotate();
    await person.send('GET', ME, { headers: { authorization: `Bearer ${former}` } });
    expect((await session()).acknowledged).toBe(false);
    await person.send('GET', ME);
    expect((await session()).acknowledged).toBe(true);
  });

  it('writes nothing where nothing changes', async () => {
    await person.refresh();
    const { xmin } = await session();
    await person.refresh();
    await person.send('GET', ME);
    await person.send('GET', '/api/v1/tasks');
    await person.refresh('garbage');
    expect((await session()).xmin).toBe(xmin);
    await rotate();
    await person.send('GET', ME);
    const acknowledged = await session();
    await person.refresh(first);
    await person.send('GET', ME);
    expect((await session()).xmin).toBe(acknowledged.xmin);
  });

  it('with the previous token, rotated just now, gives the successor that is known', async () => {
    const second = await rotate();
    await person.refresh(first);
    expect(person.refreshToken).toBe(second);
    await person.send('GET', ME);
    await ageRotation(app.database.owner, first, '20 min');
    await person.refresh(first);
    expect(person.refreshToken).toBe(second);
    expect((await session()).generation).toBe(2);
  });

  it('with the previous token, later, when its answer was lost, gives another successor', async () => {
    const lost = await rotate();
    await later();
    expect((await person.refresh(first)).status).toBe(200);
    expect(person.refreshToken).not.toBe(lost);
    expect(await session()).toMatchObject({ generation: 3, previous_generation: 1, acknowledged: false });
    expect((await person.send('GET', ME)).status).toBe(200);
  });

  it('survives any number of answers lost in a row', async () => {
    for (let round = 0; round < 5; round += 1) {
      await rotate();
      await later();
      await person.refresh(first);
      await later();
      expect((await person.refresh(first)).status).toBe(200);
      expect((await person.refresh()).status).toBe(200);
      first = person.refreshToken;
    }
    expect((await session()).revoked_at).toBeNull();
  });

  it('with the previous token, later, when the successor was used, ends the session', async () => {
    await rotate();
    await person.refresh();
    await later();
    await expectReuse(first);
  });

  it('with the previous token, later, when its access token was used, ends the session', async () => {
    await rotate();
    await person.send('GET', ME);
    await later();
    await expectReuse(first);
  });

  it('with an older token ends the session, however soon', async () => {
    await rotate();
    await person.refresh();
    await rotate();
    await expectReuse(first);
  });

  it('with a voided token ends the session, however soon', async () => {
    const lost = await rotate();
    await later();
    await person.refresh(first);
    await expectReuse(lost);
  });

  it('does not end a session twice, nor revive it', async () => {
    await rotate();
    await person.send('GET', ME);
    await later();
    await expectReuse(first);
    const { xmin } = await session();
    for (const token of [first, person.refreshToken]) {
      expectProblem(await person.clone().refresh(token), 401, 'REFRESH_REJECTED');
    }
    expect((await session()).xmin).toBe(xmin);
  });

  it('refuses the access token of a voided generation, which ends nothing', async () => {
    await rotate();
    const voided = person.clone();
    await later();
    await person.refresh(first);
    const answer = await voided.send('GET', ME);
    expectProblem(answer, 401, 'TOKEN_INVALID');
    expect(answer.headers.get('www-authenticate')).toContain('error="invalid_token"');
    expect(await session()).toMatchObject({ revoked_at: null, acknowledged: false });
    expect((await person.send('GET', ME)).status).toBe(200);
    await expectReuse(voided.refreshToken);
  });

  it('keeps access tokens of earlier generations alive until they expire', async () => {
    const { accessToken: former } = person;
    await rotate();
    await rotate();
    const headers = { authorization: `Bearer ${former}` };
    expect((await person.send('GET', ME, { headers })).status).toBe(200);
  });

  it('with a token ahead of the row, as after a restored backup, goes on from there', async () => {
    await rotate();
    const ahead = await rotate();
    await app.database.owner.query(
      'UPDATE sessions SET generation = 1, previous_generation = NULL WHERE id = $1',
      [sessionIdOf(first)],
    );
    expect((await person.send('GET', ME)).status).toBe(200);
    expect((await person.refresh(ahead)).status).toBe(200);
    expect(await session()).toMatchObject({ generation: 4, previous_generation: 3, revoked_at: null });
    expect((await person.send('GET', ME)).status).toBe(200);
    expect((await person.refresh(ahead)).status).toBe(200);
    await expectReuse(first);
  });
});
