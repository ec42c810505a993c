import { sessionIdOf, sessionOf } from '../support/database/session-rows';
import { ageAuthentication, eventsOf, ME, otherDevice, SESSIONS } from '../support/people/account';
import { PASSWORD, type Visitor } from '../support/people/visitor';
import { expectProblem } from '../support/requests/expect-problem';
import { sharedServer, type TestServer } from '../support/servers/test-server';
import { UNKNOWN_ID } from '../support/tasks/tasks';

interface Item {
  id: string;
  current: boolean;
  lastUsedAt: string;
}

const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';

describe('The sessions of a person', () => {
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
  const list = async (visitor: Visitor): Promise<Item[]> => {
    const answer = await visitor.send<{ items: Item[] }>('GET', SESSIONS);
    expect(answer.status).toBe(200);
    return answer.body.items;
  };
  const revoke = (visitor: Visitor, id: string) => visitor.send('DELETE', `${SESSIONS}/${id}`);
  const idOf = ({ refreshToken }: Visitor) => sessionIdOf(refreshToken);

  async function expectSignedOut(visitor: Visitor): Promise<void> {
    expectProblem(await visitor.send('GET', ME), 401, 'SESSION_ENDED');
    expectProblem(await visitor.clone().refresh(), 401, 'REFRESH_REJECTED');
  }

  it('are listed with where and when, and nothing else about them', async () => {
    await person.send('POST', '/api/v1/auth/login', {
      body: { email: person.email, password: PASSWORD },
      headers: { 'user-agent': FIREFOX },
    });
    const row = await sessionOf(owner(), person.refreshToken);
    await person.refresh();
    expect(await list(person)).toEqual([
      {
        id: row.id,
        current: true,
        createdAt: row.authenticated_at.toISOString(),
        lastUsedAt: row.rotated_at.toISOString(),
        expiresAt: row.idle_expires_at.toISOString(),
        ipAddress: '127.0.0.1',
        userAgent: FIREFOX,
        deviceName: 'Firefox on Linux',
      },
    ]);
  });

  it('are listed with the one used last first, and the one that asks is marked', async () => {
    const phone = await otherDevice(app, person);
    const laptop = await otherDevice(app, person);
    await owner().query(`UPDATE sessions SET last_used_at = now() + interval '1 min' WHERE id = $1`, [
      idOf(phone),
    ]);
    const items = await list(laptop);
    expect(items.map(({ id }) => id)).toEqual([phone, laptop, person].map(idOf));
    expect(items.filter(({ current }) => current).map(({ id }) => id)).toEqual([idOf(laptop)]);
  });

  it('are listed only while they live', async () => {
    const [signedOut, idle, old] = [
      await otherDevice(app, person),
      await otherDevice(app, person),
      await otherDevice(app, person),
    ];
    await signedOut.clone().logout();
    await owner().query('UPDATE sessions SET idle_expires_at = now() WHERE id = $1', [idOf(idle)]);
    await owner().query('UPDATE sessions SET absolute_expires_at = now() WHERE id = $1', [idOf(old)]);
    expect((await list(person)).map(({ id }) => id)).toEqual([idOf(person)]);
  });

  it('tell the end that comes first', async () => {
    await owner().query(`UPDATE sessions SET absolute_expires_at = now() + interval '1 h' WHERE id = $1`, [
      idOf(person),
    ]);
    const { absolute_expires_at: end } = await sessionOf(owner(), person.refreshToken);
    expect(await list(person)).toMatchObject([{ expiresAt: end.toISOString() }]);
  });

  it('can be ended one by one, and the next request of an ended one is refused', async () => {
    const lost = await otherDevice(app, person);
    const bystander = await otherDevice(app, person);
    const answer = await revoke(person, idOf(lost));
    expect({ status: answer.status, text: answer.text }).toEqual({ status: 204, text: '' });
    expect(answer.headers.getSetCookie()).toEqual([]);
    await expectSignedOut(lost);
    expect((await sessionOf(owner(), lost.refreshToken)).revoked_reason).toBe('session-revoked');
    expect((await bystander.send('GET', ME)).status).toBe(200);
    expect(await eventsOf(owner(), person.userId, 'session-revoked')).toMatchObject([
      { session_id: idOf(person), target_id: idOf(lost), ip: '127.0.0.1' },
    ]);
  });

  it('need a recent password check to be ended from another one, and none from within', async () => {
    const other = await otherDevice(app, person);
    await ageAuthentication(owner(), person);
    expectProblem(await revoke(person, idOf(other)), 401, 'REAUTHENTICATION_REQUIRED');
    expect((await other.send('GET', ME)).status).toBe(200);
    const former = person.clone();
    const answer = await revoke(person, idOf(person).toUpperCase());
    expect(answer.status).toBe(204);
    expect(person.cookies.size).toBe(0);
    expect(answer.headers.get('clear-site-data')).toBe('"storage"');
    await expectSignedOut(former);
    expect(await eventsOf(owner(), person.userId, 'signed-out')).toMatchObject([
      { session_id: idOf(former) },
    ]);
  });

  it('answer 404 for whatever is no live session of the person, and end nothing', async () => {
    const stranger = app.visitor();
    await stranger.register();
    const ended = await otherDevice(app, person);
    await ended.clone().logout();
    const idle = await otherDevice(app, person);
    await owner().query('UPDATE sessions SET idle_expires_at = now() WHERE id = $1', [idOf(idle)]);
    const ids = [stranger, ended, idle].map(idOf);
    const texts = new Set<string>();
    for (const id of [...ids, UNKNOWN_ID, 'current', '1', '%00', 'x'.repeat(5_000), `${ids[0]}%20`]) {
      const answer = await revoke(person, id);
      expectProblem(answer, 404, 'NOT_FOUND');
      texts.add(answer.text.replaceAll(String(answer.body.requestId), ''));
    }
    expect(texts.size).toBe(1);
    expect((await stranger.send('GET', ME)).status).toBe(200);
    expect(await eventsOf(owner(), person.userId, 'session-revoked')).toEqual([]);
  });

  it('end once when many ask for it at once', async () => {
    const lost = await otherDevice(app, person);
    const answers = await Promise.all(Array.from({ length: 10 }, () => revoke(person, idOf(lost))));
    expect(answers.map(({ status }) => status).sort()).toEqual([204, ...Array<number>(9).fill(404)]);
    expect(await eventsOf(owner(), person.userId, 'session-revoked')).toHaveLength(1);
  });

  it('are nobody’s without a token', async () => {
    expectProblem(await app.visitor().send('GET', SESSIONS), 401, 'TOKEN_MISSING');
    expectProblem(await app.visitor().send('DELETE', SESSIONS), 401, 'TOKEN_MISSING');
    expectProblem(await revoke(app.visitor(), idOf(person)), 401, 'TOKEN_MISSING');
  });
});
