import { openTransaction, untilBlocked } from '../support/database/open-transaction';
import { ageRotation, sessionIdOf, sessionOf } from '../support/database/session-rows';
import {
  ageAuthentication,
  eventsOf,
  ME,
  otherDevice,
  REAUTHENTICATE,
  reauthenticate,
} from '../support/people/account';
import { readToken } from '../support/people/forged-token';
import { PASSWORD, type Visitor } from '../support/people/visitor';
import { expectProblem, refusedFields } from '../support/requests/expect-problem';
import { sharedServer, type TestServer } from '../support/servers/test-server';
import { Stopwatch } from '../support/time/stopwatch';

describe('Giving the password again', () => {
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

  const owner = () => app.database.owner;
  const session = () => sessionOf(owner(), person.refreshToken);
  const claimsOf = (accessToken: unknown) => readToken(String(accessToken)).claims;

  it('answers with an access token of now, for the same session and generation', async () => {
    await ageRotation(owner(), person.refreshToken);
    await person.refresh();
    await ageAuthentication(owner(), person, '3 h');
    const asked = new Stopwatch();
    const answer = await reauthenticate(person);
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({ tokenType: 'Bearer', expiresIn: 900, user: { id: person.userId } });
    const { authenticated_at, generation } = await session();
    const claims = claimsOf(answer.body.accessToken);
    expect(generation).toBe(2);
    expect(claims).toMatchObject({
      sub: person.userId,
      sid: sessionIdOf(person.refreshToken),
      gen: 2,
      auth_time: Math.floor(authenticated_at.getTime() / 1_000),
    });
    expect(Number(claims.iat) - Number(claims.auth_time)).toBeLessThanOrEqual(asked.seconds);
    expect((await Object.assign(person, answer.body).send('GET', ME)).status).toBe(200);
  });

  it('sets no cookie, rotates nothing and moves no end', async () => {
    await ageAuthentication(owner(), person);
    const before = await session();
    const answer = await reauthenticate(person);
    expect(answer.headers.getSetCookie()).toEqual([]);
    const { authenticated_at, xmin, ...after } = await session();
    expect(before).toMatchObject({ ...after, acknowledged: false });
    expect(authenticated_at.getTime()).toBeGreaterThan(before.authenticated_at.getTime());
    expect(xmin).not.toBe(before.xmin);
    expect((await person.refresh()).status).toBe(200);
  });

  it('copies the generation of the bearer that asks, not that of the session', async () => {
    const early = person.clone();
    await ageRotation(owner(), person.refreshToken);
    await person.refresh();
    await person.send('GET', ME);
    const answer = await reauthenticate(early);
    expect(claimsOf(answer.body.accessToken)).toMatchObject({ gen: 1 });
    expect(claimsOf(person.accessToken)).toMatchObject({ gen: 2 });
  });

  it('counts for this session alone', async () => {
    const other = await otherDevice(app, person);
    await ageAuthentication(owner(), person);
    await ageAuthentication(owner(), other);
    const before = await sessionOf(owner(), other.refreshToken);
    await reauthenticate(person);
    expect((await sessionOf(owner(), other.refreshToken)).authenticated_at).toEqual(before.authenticated_at);
  });

  it('refuses a wrong password with no word about the token, and changes nothing', async () => {
    await ageAuthentication(owner(), person);
    const before = await session();
    const answer = await reauthenticate(person, 'not the right one');
    expectProblem(answer, 401, 'INVALID_CREDENTIALS');
    expect(answer.headers.get('www-authenticate')).toBeNull();
    expect((await session()).authenticated_at).toEqual(before.authenticated_at);
    expect((await person.send('GET', ME)).status).toBe(200);
  });

  it('is recorded either way', async () => {
    await reauthenticate(person, 'not the right one');
    await reauthenticate(person);
    const session_id = sessionIdOf(person.refreshToken);
    expect((await eventsOf(owner(), person.userId)).slice(1)).toMatchObject([
      { event: 'reauthentication-failed', session_id },
      { event: 'reauthenticated', session_id },
    ]);
  });

  it.each<[string, object, string[]]>([
    ['nothing', {}, ['/password']],
    ['an empty password', { password: '' }, ['/password']],
    ['a number', { password: 12_345_678 }, ['/password']],
    ['an unknown field', { password: PASSWORD, email: 'eve@example.org' }, ['/email']],
  ])('refuses %s', async (_name, body, pointers) => {
    const answer = await person.send('POST', REAUTHENTICATE, { body });
    expectProblem(answer, 400, 'VALIDATION_FAILED');
    expect(refusedFields(answer)).toEqual(pointers);
  });

  it('is not for somebody without a token, nor with the refresh cookie alone', async () => {
    const cookieOnly = Object.assign(person.clone(), { accessToken: undefined });
    expectProblem(await reauthenticate(cookieOnly), 401, 'TOKEN_MISSING');
  });

  it.each([
    ['its session ends', 'UPDATE sessions SET revoked_at = now() WHERE user_id = $1', 'SESSION_ENDED'],
    [
      'the password is changed',
      `UPDATE users SET password_hash = 'another' WHERE id = $1`,
      'INVALID_CREDENTIALS',
    ],
    ['the account is disabled', 'UPDATE users SET disabled_at = now() WHERE id = $1', 'INVALID_CREDENTIALS'],
  ])('comes to nothing when %s after the password was verified', async (_name, sql, code) => {
    await ageAuthentication(owner(), person);
    const { authenticated_at } = await session();
    const change = await openTransaction(app.database);
    await change.query('SELECT FROM users WHERE id = $1 FOR UPDATE', [person.userId]);
    const answer = reauthenticate(person);
    await untilBlocked(owner());
    await change.query(sql, [person.userId]);
    await change.commit();
    expectProblem(await answer, 401, code);
    expect((await session()).authenticated_at).toEqual(authenticated_at);
    expect(await eventsOf(owner(), person.userId, 'reauthenticated')).toEqual([]);
  });
});
