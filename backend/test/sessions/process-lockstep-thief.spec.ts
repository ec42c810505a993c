import { ageRotation, type SessionRow, sessionOf } from '../support/database/session-rows';
import { ME, eventsOf } from '../support/people/account';
import type { Visitor } from '../support/people/visitor';
import { expectProblem } from '../support/requests/expect-problem';
import { ServerPair } from '../support/servers/server-pair';

describe('A thief who refreshes in step with the owner, by way of the other server process', () => {
  let pair: ServerPair;
  let owner: Visitor;
  let thief: Visitor;

  beforeAll(async () => {
    pair = await ServerPair.start();
  });

  afterAll(() => pair.stop());

  beforeEach(async () => {
    owner = pair.visitor();
    await owner.register();
    thief = pair.via(1, owner);
  });

  const session = (): Promise<SessionRow> => sessionOf(pair.database.owner, owner.refreshToken);
  const later = (): Promise<void> => ageRotation(pair.database.owner, owner.refreshToken);
  const use = (visitor: Visitor) => visitor.send('GET', ME);

  /** One after the other and never in the window, until one of them is refused. */
  async function refreshInTurns(turns: Visitor[], mayUse: (visitor: Visitor) => boolean): Promise<number> {
    for (const [turn, visitor] of turns.entries()) {
      await later();
      const { status } = await visitor.refresh();
      if (status === 401) {
        return turn;
      }
      if (mayUse(visitor)) {
        expect((await use(visitor)).status).toBe(200);
      }
    }
    return Infinity;
  }

  async function expectFound(): Promise<void> {
    expect(await session()).toMatchObject({ revoked_reason: 'refresh-token-reused' });
    for (const visitor of [owner, thief]) {
      expectProblem(await use(visitor), 401, 'SESSION_ENDED');
      expectProblem(await visitor.refresh(), 401, 'REFRESH_REJECTED');
    }
    expect(await eventsOf(pair.database.owner, owner.userId, 'refresh-token-reused')).toHaveLength(1);
  }

  it.each<[string, () => Visitor[], (visitor: Visitor) => boolean, number]>([
    ['with the second refresh, the owner coming first', () => [owner, thief], () => true, 1],
    ['with the second refresh, the thief coming first', () => [thief, owner], () => true, 1],
    ['with the third, when nobody uses what was answered', () => [owner, thief, owner], () => false, 2],
    ['with the third, when only the thief uses it', () => [owner, thief, owner], (who) => who === thief, 2],
    ['with the third, when only the owner uses it', () => [thief, owner, thief], (who) => who === owner, 2],
  ])('is found %s', async (_name, turns, mayUse, expected) => {
    expect(await refreshInTurns(turns(), mayUse)).toBe(expected);
    await expectFound();
  });

  it.each<[string, () => [Visitor, Visitor]]>([
    ['the thief', () => [owner, thief]],
    ['the owner', () => [thief, owner]],
  ])(
    'is found as soon as %s comes after the window, having kept to it for five rounds',
    async (_n, order) => {
      const [one, other] = order();
      for (let round = 0; round < 5; round += 1) {
        await later();
        expect((await one.refresh()).status).toBe(200);
        expect((await other.refresh()).status).toBe(200);
        expect(other.refreshToken).toBe(one.refreshToken);
      }
      expect(await refreshInTurns([one, other], () => true)).toBe(1);
      await expectFound();
    },
  );
});
