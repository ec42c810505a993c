import { sessionIdOf, sessionOf } from '../support/database/session-rows';
import { LOGOUT_ALL, ME, otherDevice, SESSIONS } from '../support/people/account';
import type { Answer, Visitor } from '../support/people/visitor';
import { expectProblem } from '../support/requests/expect-problem';
import { sharedServer, type TestServer } from '../support/servers/test-server';

const ROUNDS = 100;
const TABS = 3;

describe('A refresh that races the end of its session', () => {
  let app: TestServer;
  let browser: Visitor;
  let phone: Visitor;

  beforeAll(async () => {
    app = await sharedServer();
    browser = app.visitor();
    await browser.register();
    phone = await otherDevice(app, browser);
  });

  afterAll(() => app.stop());

  /** Both sessions as they were in the beginning and due to be rotated, in place of signing in again. */
  const beginAgain = () =>
    app.database.owner.query(
      `UPDATE sessions SET revoked_at = NULL, revoked_reason = NULL, generation = 1, previous_generation = NULL,
         acknowledged = true, rotated_at = now() - interval '1 h' WHERE user_id = $1`,
      [browser.userId],
    );

  it.each<[string, string, () => Promise<Answer>]>([
    ['signing out', 'sign-out', () => browser.clone().logout()],
    ['signing out everywhere', 'signed-out-everywhere', () => browser.clone().send('POST', LOGOUT_ALL)],
    ['being revoked from another device', 'session-revoked', () => revoke(phone, browser)],
    ['signing out everywhere else', 'session-revoked', () => phone.send('DELETE', SESSIONS)],
  ])('by %s leaves nothing alive, in a hundred rounds', async (_name, reason, endSession) => {
    for (let round = 0; round < ROUNDS; round += 1) {
      await beginAgain();
      const tabs = Array.from({ length: TABS }, () => browser.clone());
      // In turn the end is sent first, in between and last.
      const place = round % (TABS + 1);
      const answers = await Promise.all([
        ...tabs.slice(0, place).map((tab) => tab.refresh()),
        endSession(),
        ...tabs.slice(place).map((tab) => tab.refresh()),
      ]);
      expect(answers[place]?.status).toBe(204);
      expect((await sessionOf(app.database.owner, browser.refreshToken)).revoked_reason).toBe(reason);
      for (const tab of tabs) {
        expectProblem(await tab.send('GET', ME), 401, 'SESSION_ENDED');
        expectProblem(await tab.refresh(), 401, 'REFRESH_REJECTED');
      }
    }
  });
});

function revoke(acting: Visitor, { refreshToken }: Visitor): Promise<Answer> {
  return acting.send('DELETE', `${SESSIONS}/${sessionIdOf(refreshToken)}`);
}
