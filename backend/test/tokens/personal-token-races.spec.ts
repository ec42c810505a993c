import { openTransaction, untilBlocked } from '../support/database/open-transaction';
import { sessionIdOf } from '../support/database/session-rows';
import {
  PERSONAL_TOKENS,
  createPersonalToken,
  insertTokens,
  scriptWith,
} from '../support/people/personal-tokens';
import { eventsOf, otherDevice } from '../support/people/account';
import { Visitor } from '../support/people/visitor';
import { expectProblem } from '../support/requests/expect-problem';
import { startServerOn, startTestApp, type TestApp } from '../support/servers/test-app';
import { TASKS } from '../support/tasks/tasks';

const NEW = { name: 'One more', scopes: ['tasks:read'] };

describe('The number of personal access tokens', () => {
  let app: TestApp;
  let person: Visitor;

  beforeAll(async () => {
    app = await startTestApp();
  });

  afterAll(() => app.stop());

  beforeEach(async () => {
    person = app.visitor();
    await person.register();
  });

  const owner = () => app.database.owner;
  const create = (visitor: Visitor) => visitor.send('POST', PERSONAL_TOKENS, { body: NEW });
  const idsOf = async (visitor: Visitor): Promise<string[]> => {
    const rows = await owner().query<{ id: string }[]>('SELECT id FROM access_tokens WHERE user_id = $1', [
      visitor.userId,
    ]);
    return rows.map(({ id }) => id);
  };

  it('is at most one hundred', async () => {
    const [first] = await insertTokens(app, person, 99);
    await createPersonalToken(person);
    const answer = await create(person);
    expectProblem(answer, 422, 'LIMIT_REACHED');
    expect(answer.body.detail).toContain('100');
    expect(await idsOf(person)).toHaveLength(100);
    expect(await eventsOf(owner(), person.userId, 'access-token-created')).toHaveLength(1);
    await person.send('DELETE', `${PERSONAL_TOKENS}/${first}`);
    expect((await create(person)).status).toBe(201);
  });

  it('counts expired tokens for thirty days, and then forgets them', async () => {
    const recent = await insertTokens(app, person, 50, -29.9);
    await insertTokens(app, person, 50, -30.1);
    const { id } = await createPersonalToken(person);
    expect((await idsOf(person)).sort()).toEqual([...recent, id].sort());
  });

  it('is one for each person', async () => {
    const stranger = app.visitor();
    await stranger.register();
    await insertTokens(app, stranger, 100, -30.1);
    await insertTokens(app, stranger, 100);
    expect((await create(person)).status).toBe(201);
    expect(await idsOf(stranger)).toHaveLength(200);
  });

  it('is never exceeded by parallel requests on two servers', async () => {
    await insertTokens(app, person, 95);
    const elsewhere = await startServerOn(app.database);
    const there = Object.assign(new Visitor(elsewhere.url), { accessToken: person.accessToken });
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) => create(index % 2 ? person : there)),
    );
    await elsewhere.app.close();
    const statuses = answers.map(({ status }) => status).sort();
    expect(statuses).toEqual([...Array<number>(5).fill(201), ...Array<number>(15).fill(422)]);
    expect(await idsOf(person)).toHaveLength(100);
  });
});

describe('A personal access token', () => {
  let app: TestApp;
  let person: Visitor;

  beforeAll(async () => {
    app = await startTestApp();
    person = app.visitor();
    await person.register();
  });

  afterAll(() => app.stop());

  it('is revoked once when many ask for it at once', async () => {
    const { id } = await createPersonalToken(person);
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => person.send('DELETE', `${PERSONAL_TOKENS}/${id}`)),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([204, ...Array<number>(9).fill(404)]);
    expect(await eventsOf(app.database.owner, person.userId, 'access-token-revoked')).toHaveLength(1);
  });

  it('is refused to the end when it is revoked while scripts use it', async () => {
    const { id, token } = await createPersonalToken(person);
    const script = scriptWith(app, token);
    const uses = Array.from({ length: 20 }, () => script.send('GET', TASKS));
    expect((await person.send('DELETE', `${PERSONAL_TOKENS}/${id}`)).status).toBe(204);
    expectProblem(await script.send('GET', TASKS), 401, 'TOKEN_INVALID');
    for (const { status } of await Promise.all(uses)) {
      expect([200, 401]).toContain(status);
    }
  });

  it('is not left behind by a session that ends while it asks for one', async () => {
    const thief = await otherDevice(app, person);
    const ending = await openTransaction(app.database);
    await ending.query('UPDATE sessions SET revoked_at = now() WHERE id = $1', [
      sessionIdOf(thief.refreshToken),
    ]);
    const asked = thief.send('POST', PERSONAL_TOKENS, { body: { ...NEW, name: 'of a thief' } });
    await untilBlocked(app.database.owner);
    await ending.commit();
    expectProblem(await asked, 401, 'SESSION_ENDED');
    expect((await person.send('GET', PERSONAL_TOKENS)).text).not.toContain('of a thief');
  });

  it('is revoked on one server and refused by the other one at once', async () => {
    const { id, token } = await createPersonalToken(person);
    const elsewhere = await startServerOn(app.database);
    const script = Object.assign(new Visitor(elsewhere.url), { accessToken: token });
    const before = await script.send('GET', TASKS);
    const revoked = await person.send('DELETE', `${PERSONAL_TOKENS}/${id}`);
    const after = await script.send('GET', TASKS);
    await elsewhere.app.close();
    expect([before, revoked, after].map(({ status }) => status)).toEqual([200, 204, 401]);
  });
});
