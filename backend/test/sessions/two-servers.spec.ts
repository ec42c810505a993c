import { ageRotation, sessionOf } from '../support/database/session-rows';
import type { Visitor } from '../support/people/visitor';
import { expectProblem } from '../support/requests/expect-problem';
import { startServerOn, startTestApp, type TestApp } from '../support/servers/test-app';

const ME = '/api/v1/users/me';

describe('Two servers on one database', () => {
  let one: TestApp;
  let two: Awaited<ReturnType<typeof startServerOn>>;
  let person: Visitor;
  let elsewhere: Visitor;

  beforeAll(async () => {
    one = await startTestApp();
    two = await startServerOn(one.database);
  });

  afterAll(async () => {
    await two.app.close();
    await one.stop();
  });

  beforeEach(async () => {
    person = one.visitor();
    await person.register();
    elsewhere = onTheOther(person);
  });

  /** The same browser, by way of the other server. */
  const onTheOther = (visitor: Visitor): Visitor => Object.assign(visitor.clone(), { url: two.url });

  it('accept the tokens of each other', async () => {
    expect((await elsewhere.send('GET', ME)).status).toBe(200);
    await elsewhere.login();
    const back = Object.assign(elsewhere.clone(), { url: one.url });
    expect((await back.send('GET', ME)).status).toBe(200);
    expect((await back.refresh()).status).toBe(200);
  });

  it('make one rotation of twenty refreshes at once', async () => {
    const first = person.refreshToken;
    await ageRotation(one.database.owner, first);
    const callers = Array.from({ length: 20 }, (_, index) =>
      index % 2 ? person.clone() : onTheOther(person),
    );
    const answers = await Promise.all(callers.map((caller) => caller.refresh()));
    expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(200));
    expect(new Set(callers.map(({ refreshToken }) => refreshToken)).size).toBe(1);
    expect(await sessionOf(one.database.owner, first)).toMatchObject({ generation: 2, revoked_at: null });
  });

  it('both see a sign-out at once', async () => {
    await person.clone().logout();
    expectProblem(await elsewhere.send('GET', ME), 401, 'SESSION_ENDED');
    expectProblem(await elsewhere.refresh(), 401, 'REFRESH_REJECTED');
    expectProblem(await person.send('GET', ME), 401, 'SESSION_ENDED');
  });

  it('both see at once that a session ended by reuse', async () => {
    const first = person.refreshToken;
    await ageRotation(one.database.owner, first);
    await person.refresh();
    await person.send('GET', ME);
    const current = onTheOther(person);
    expect((await current.send('GET', ME)).status).toBe(200);
    await ageRotation(one.database.owner, first);
    expectProblem(await elsewhere.refresh(first), 401, 'REFRESH_REJECTED');
    for (const visitor of [person, current]) {
      expectProblem(await visitor.send('GET', ME), 401, 'SESSION_ENDED');
      expectProblem(await visitor.refresh(), 401, 'REFRESH_REJECTED');
    }
  });
});
