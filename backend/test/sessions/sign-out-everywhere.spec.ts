import { openTransaction, untilBlocked } from '../support/database/open-transaction';
import { sessionIdOf, sessionsOfUser } from '../support/database/session-rows';
import {
  ageAuthentication,
  eventsOf,
  LOGOUT_ALL,
  ME,
  otherDevice,
  SESSIONS,
} from '../support/people/account';
import type { Visitor } from '../support/people/visitor';
import { expectProblem } from '../support/requests/expect-problem';
import { sharedServer, type TestServer } from '../support/servers/test-server';

describe('Signing out of many devices', () => {
  let app: TestServer;
  let person: Visitor;
  let others: Visitor[];
  let stranger: Visitor;

  beforeAll(async () => {
    app = await sharedServer();
    stranger = app.visitor();
    await stranger.register();
  });

  afterAll(() => app.stop());

  beforeEach(async () => {
    person = app.visitor();
    await person.register();
    others = [await otherDevice(app, person), await otherDevice(app, person)];
  });

  afterEach(async () => {
    expect((await stranger.send('GET', ME)).status).toBe(200);
  });

  const owner = () => app.database.owner;
  const signOutOthers = () => person.send('DELETE', SESSIONS);
  const signOutAll = () => person.send('POST', LOGOUT_ALL);
  const reasons = async () =>
    (await sessionsOfUser(owner(), person.userId)).map(({ revoked_reason }) => revoked_reason);

  async function expectSignedOut(visitor: Visitor): Promise<void> {
    expectProblem(await visitor.send('GET', ME), 401, 'SESSION_ENDED');
    expectProblem(await visitor.refresh(), 401, 'REFRESH_REJECTED');
  }

  describe('but this one', () => {
    it('ends the others with the next request, and records each', async () => {
      const answer = await signOutOthers();
      expect({ status: answer.status, text: answer.text }).toEqual({ status: 204, text: '' });
      expect(answer.headers.getSetCookie()).toEqual([]);
      const events = await eventsOf(owner(), person.userId, 'session-revoked');
      expect(events.map(({ target_id }) => target_id).sort()).toEqual(
        others.map(({ refreshToken }) => sessionIdOf(refreshToken)).sort(),
      );
      expect(new Set(events.map(({ session_id }) => session_id))).toEqual(
        new Set([sessionIdOf(person.refreshToken)]),
      );
      for (const other of others) {
        await expectSignedOut(other);
      }
      expect((await person.send('GET', ME)).status).toBe(200);
      expect((await person.refresh()).status).toBe(200);
    });

    it('needs a recent password check, and ends nothing without it', async () => {
      await ageAuthentication(owner(), person);
      expectProblem(await signOutOthers(), 401, 'REAUTHENTICATION_REQUIRED');
      expect(await reasons()).toEqual([null, null, null]);
    });

    it('can be repeated', async () => {
      expect((await signOutOthers()).status).toBe(204);
      expect((await signOutOthers()).status).toBe(204);
      expect(await eventsOf(owner(), person.userId, 'session-revoked')).toHaveLength(2);
    });
  });

  describe('and of this one', () => {
    it('ends every session, clears the cookies and is recorded once', async () => {
      const before = person.clone();
      const answer = await signOutAll();
      expect({ status: answer.status, text: answer.text }).toEqual({ status: 204, text: '' });
      expect(person.cookies.size).toBe(0);
      expect(answer.headers.get('clear-site-data')).toBe('"storage"');
      for (const visitor of [before, ...others]) {
        await expectSignedOut(visitor);
      }
      expect(await reasons()).toEqual(Array(3).fill('signed-out-everywhere'));
      expect(await eventsOf(owner(), person.userId, 'signed-out-everywhere')).toMatchObject([
        { session_id: sessionIdOf(before.refreshToken) },
      ]);
    });

    it('needs no recent password check', async () => {
      await ageAuthentication(owner(), person, '20 d');
      expect((await signOutAll()).status).toBe(204);
    });

    it('leaves the account open to signing in again', async () => {
      await signOutAll();
      expect((await person.login()).status).toBe(200);
    });

    it('needs a token, and one that lives', async () => {
      expectProblem(await app.visitor().send('POST', LOGOUT_ALL), 401, 'TOKEN_MISSING');
      const former = person.clone();
      await signOutAll();
      expectProblem(await former.send('POST', LOGOUT_ALL), 401, 'SESSION_ENDED');
    });

    it('finds the session of a sign-in that was under way', async () => {
      const signIn = await openTransaction(app.database);
      await signIn.query('SELECT FROM users WHERE id = $1 FOR NO KEY UPDATE', [person.userId]);
      await signIn.query(
        `INSERT INTO sessions (id, user_id, remember_me, idle_expires_at, absolute_expires_at)
         VALUES (gen_random_uuid(), $1, false, now() + interval '1 h', now() + interval '1 d')`,
        [person.userId],
      );
      const answer = signOutAll();
      await untilBlocked(owner());
      await signIn.commit();
      expect((await answer).status).toBe(204);
      expect(await reasons()).toEqual(Array(4).fill('signed-out-everywhere'));
    });

    it('from every device at once ends everything, and nobody waits in a circle', async () => {
      const everybody = [person, ...others];
      const answers = await Promise.all(
        everybody.flatMap((visitor) => [
          visitor.clone().send('POST', LOGOUT_ALL),
          visitor.clone().send('DELETE', SESSIONS),
          app.visitor().login({ email: person.email }),
        ]),
      );
      answers.forEach(({ status }) => expect([200, 204, 401]).toContain(status));
      for (const visitor of everybody) {
        await expectSignedOut(visitor);
      }
    });
  });
});
