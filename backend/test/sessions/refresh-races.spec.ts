import { SessionRotationService } from '../../src/identity/sessions/session-rotation.service';
import { openTransaction, untilBlocked } from '../support/database/open-transaction';
import { recordStatements } from '../support/database/recorded-statements';
import { ageRotation, sessionIdOf, type SessionRow, sessionOf } from '../support/database/session-rows';
import type { Visitor } from '../support/people/visitor';
import { expectProblem } from '../support/requests/expect-problem';
import { startTestApp, type TestApp } from '../support/servers/test-app';

const ME = '/api/v1/users/me';

describe('Refreshes at the same time', () => {
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
  const tabs = (count: number): Visitor[] => Array.from({ length: count }, () => person.clone());

  it('of twenty callers with one token make one rotation and one successor', async () => {
    await later();
    const callers = tabs(20);
    const answers = await Promise.all(callers.map((caller) => caller.refresh()));
    expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(200));
    expect(new Set(callers.map(({ refreshToken }) => refreshToken)).size).toBe(1);
    expect(callers[0]?.refreshToken).not.toBe(first);
    expect(await session()).toMatchObject({ generation: 2, previous_generation: 1, revoked_at: null });
    const reads = await Promise.all(callers.map((caller) => caller.send('GET', ME)));
    expect(reads.map(({ status }) => status)).toEqual(Array(20).fill(200));
  });

  it('of callers with the previous token, long ago, whose answer was lost, make one new successor', async () => {
    await later();
    await person.clone().refresh();
    await later();
    const callers = tabs(10);
    const answers = await Promise.all(callers.map((caller) => caller.refresh()));
    expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(200));
    expect(new Set(callers.map(({ refreshToken }) => refreshToken)).size).toBe(1);
    expect(await session()).toMatchObject({ generation: 3, previous_generation: 1, revoked_at: null });
  });

  it('of five tabs, each with a cookie of its own age, sign nobody out', async () => {
    const five = tabs(5);
    for (let wake = 0; wake < 5; wake += 1) {
      await later();
      const answers = await Promise.all(five.map((tab) => tab.refresh()));
      const reads = await Promise.all(five.map((tab) => tab.send('GET', ME)));
      const lateTab = person.clone();
      expect((await lateTab.refresh()).status).toBe(200);
      expect([...answers, ...reads].map(({ status }) => status)).toEqual(Array(10).fill(200));
      expect((await session()).generation).toBe(wake + 2);
      lateTab.cookies.forEach((value, name) => person.cookies.set(name, value));
    }
  });

  it('one with the current and one with the previous token agree', async () => {
    await later();
    await person.refresh();
    const former = Array.from({ length: 10 }, () => first);
    const current = Array.from({ length: 10 }, () => person.refreshToken);
    const callers = [...former, ...current].map((token) => ({ token, visitor: person.clone() }));
    await Promise.all(callers.map(({ token, visitor }) => visitor.refresh(token)));
    expect(new Set(callers.map(({ visitor }) => visitor.refreshToken))).toEqual(new Set(current));
    expect((await session()).generation).toBe(2);
  });

  it('with a reused token end the session once, and no other caller gets away with it', async () => {
    await app.database.owner.query(
      'UPDATE sessions SET generation = 5, previous_generation = 4, acknowledged = true WHERE id = $1',
      [sessionIdOf(first)],
    );
    const answers = await Promise.all(tabs(10).map((caller) => caller.refresh()));
    answers.forEach((answer) => expectProblem(answer, 401, 'REFRESH_REJECTED'));
    expect(await session()).toMatchObject({ revoked_reason: 'refresh-token-reused' });
    expect(app.log.filter((line) => line.includes('refresh-token-reused'))).toHaveLength(1);
  });

  it('as a revocation that commits first are refused, though they had decided to rotate', async () => {
    await later();
    const revocation = await openTransaction(app.database);
    await revocation.query('UPDATE sessions SET revoked_at = now() WHERE id = $1', [sessionIdOf(first)]);
    const refresh = person.refresh();
    await untilBlocked(app.database.owner);
    await revocation.commit();
    expectProblem(await refresh, 401, 'REFRESH_REJECTED');
    expect((await session()).generation).toBe(1);
  });

  it('that were overtaken decide again', async () => {
    await later();
    const faster = await openTransaction(app.database);
    await faster.query(
      'UPDATE sessions SET generation = 3, previous_generation = 1, rotated_at = now() WHERE id = $1',
      [sessionIdOf(first)],
    );
    const refresh = person.refresh();
    await untilBlocked(app.database.owner);
    await faster.commit();
    expect((await refresh).status).toBe(200);
    expect(person.refreshToken.split('.')[3]).toBe('3');
    expect(await session()).toMatchObject({ generation: 3, previous_generation: 1 });
  });

  it('as a sign-out never leave a live session behind', async () => {
    for (let round = 0; round < 30; round += 1) {
      await app.database.owner.query(
        `UPDATE sessions SET revoked_at = NULL, generation = 1, rotated_at = now() - interval '1 h' WHERE id = $1`,
        [sessionIdOf(first)],
      );
      const callers = tabs(3);
      const signOut = person.clone();
      // In turn the sign-out is sent first, in between and last.
      const answers = await Promise.all([
        ...callers.slice(0, round % 4).map((caller) => caller.refresh()),
        signOut.logout(),
        ...callers.slice(round % 4).map((caller) => caller.refresh()),
      ]);
      expect(answers[round % 4]?.status).toBe(204);
      expect((await session()).revoked_at).not.toBeNull();
      for (const caller of callers) {
        expectProblem(await caller.send('GET', ME), 401, 'SESSION_ENDED');
        expectProblem(await caller.refresh(), 401, 'REFRESH_REJECTED');
      }
    }
  });

  describe('of several people, in one statement,', () => {
    let people: Visitor[];

    beforeEach(async () => {
      people = Array.from({ length: 5 }, () => app.visitor());
      for (const each of people) {
        await each.register();
        await ageRotation(app.database.owner, each.refreshToken);
      }
    });

    const rotate = ({ refreshToken }: Visitor) =>
      app.app
        .get(SessionRotationService)
        .rotate(refreshToken, { ip: '192.0.2.1', userAgent: `of ${refreshToken}`, requestId: 'one' });

    it('give everybody what is theirs', async () => {
      const renewed: Awaited<ReturnType<typeof rotate>>[] = [];
      const statements = await recordStatements(app, async () => {
        renewed.push(...(await Promise.all([...people, people[0]!].map(rotate))));
      });
      expect(statements).toHaveLength(1);
      expect(renewed.pop()).toEqual(renewed[0]);
      for (const [index, { userId, email, refreshToken }] of people.entries()) {
        const sessionId = sessionIdOf(refreshToken);
        expect(renewed[index]).toMatchObject({
          user: { id: userId, email },
          grant: { sessionId, userId, generation: 2 },
        });
        expect(await sessionOf(app.database.owner, refreshToken)).toMatchObject({
          generation: 2,
          previous_generation: 1,
          user_agent: `of ${refreshToken}`,
        });
      }
    });

    it('refuse one without the others', async () => {
      const [ended, ...others] = people as [Visitor, ...Visitor[]];
      await app.database.owner.query('UPDATE sessions SET revoked_at = now() WHERE id = $1', [
        sessionIdOf(ended.refreshToken),
      ]);
      const outcomes = await Promise.allSettled(people.map(rotate));
      expect(outcomes.map(({ status }) => status)).toEqual(['rejected', ...others.map(() => 'fulfilled')]);
    });

    it('let nobody wait for a session that somebody else has in hand', async () => {
      const [inHand, ...others] = people as [Visitor, ...Visitor[]];
      const holder = await openTransaction(app.database);
      await holder.query('SELECT FROM sessions WHERE id = $1 FOR UPDATE', [sessionIdOf(inHand.refreshToken)]);
      const waiting = rotate(inHand);
      await Promise.all(others.map(rotate));
      await untilBlocked(app.database.owner);
      await holder.commit();
      expect((await waiting).grant.generation).toBe(2);
    });
  });
});
