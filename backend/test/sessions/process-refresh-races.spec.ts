import { ageRotation, type SessionRow, sessionOf } from '../support/database/session-rows';
import { ME } from '../support/people/account';
import type { Visitor } from '../support/people/visitor';
import { expectProblem } from '../support/requests/expect-problem';
import { ServerPair } from '../support/servers/server-pair';

describe('Refreshing by way of two server processes', () => {
  let pair: ServerPair;
  /** The same browser, by way of the first process and of the second. */
  let here: Visitor;
  let there: Visitor;
  let first: string;

  beforeAll(async () => {
    pair = await ServerPair.start();
  });

  afterAll(() => pair.stop());

  beforeEach(async () => {
    here = pair.visitor();
    await here.register();
    there = pair.via(1, here);
    first = here.refreshToken;
  });

  const session = (): Promise<SessionRow> => sessionOf(pair.database.owner, first);
  const later = (): Promise<void> => ageRotation(pair.database.owner, first);

  async function rotateBy(visitor: Visitor): Promise<string> {
    await later();
    expect((await visitor.refresh()).status).toBe(200);
    return visitor.refreshToken;
  }

  async function expectReuse(by: Visitor, token: string): Promise<void> {
    expectProblem(await by.clone().refresh(token), 401, 'REFRESH_REJECTED');
    expect(await session()).toMatchObject({ revoked_reason: 'refresh-token-reused' });
    for (const visitor of [here, there]) {
      expectProblem(await visitor.send('GET', ME), 401, 'SESSION_ENDED');
      expectProblem(await visitor.refresh(), 401, 'REFRESH_REJECTED');
    }
  }

  it('makes one rotation and one successor of twenty callers at once', async () => {
    await later();
    const callers = pair.split(20, here);
    const answers = await Promise.all(callers.map((caller) => caller.refresh()));
    expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(200));
    expect(new Set(callers.map(({ refreshToken }) => refreshToken)).size).toBe(1);
    expect(await session()).toMatchObject({ generation: 2, previous_generation: 1, revoked_at: null });
    const reads = await Promise.all(callers.map((caller) => caller.send('GET', ME)));
    expect(reads.map(({ status }) => status)).toEqual(Array(20).fill(200));
  });

  it('makes up for an answer that was lost on one process, once, by way of both', async () => {
    const lost = await rotateBy(here.clone());
    await later();
    const callers = pair.split(20, here);
    const answers = await Promise.all(callers.map((caller) => caller.refresh(first)));
    expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(200));
    const successors = new Set(callers.map(({ refreshToken }) => refreshToken));
    expect(successors.size).toBe(1);
    expect(successors).not.toContain(lost);
    expect(await session()).toMatchObject({ generation: 3, previous_generation: 1, revoked_at: null });
  });

  it('ends the session when a successor that the other process voided comes back', async () => {
    const lost = await rotateBy(here.clone());
    await rotateBy(there);
    expect((await session()).previous_generation).toBe(1);
    await expectReuse(here, lost);
  });

  it('ends the session when a grandparent comes to the other process, however soon', async () => {
    await rotateBy(here);
    await here.refresh();
    await rotateBy(here);
    await expectReuse(there, first);
  });

  it('ends the session when a token whose successor was used on the other process comes back', async () => {
    await rotateBy(here);
    await here.send('GET', ME);
    await later();
    await expectReuse(there, first);
  });

  it.each([
    ['the current token', () => here.refreshToken],
    ['the first one', () => first],
  ])('refuses a replay of %s after signing out on the other process', async (_name, token) => {
    await rotateBy(here);
    const thief = pair.via(1, here);
    expect((await here.clone().logout()).status).toBe(204);
    const { xmin } = await session();
    for (const visitor of [thief, here]) {
      expectProblem(await visitor.refresh(token()), 401, 'REFRESH_REJECTED');
    }
    expect(await session()).toMatchObject({ revoked_reason: 'sign-out', xmin });
  });
});
