import { ME } from '../support/people/account';
import { signedIn } from '../support/people/signed-in';
import type { Visitor } from '../support/people/visitor';
import { ServerPair } from '../support/servers/server-pair';
import { Milestones } from '../support/time/milestones';

const PEOPLE = 60;
/** Enough that everybody has begun. */
const STORM = 5 * PEOPLE;

describe('A server process that gets SIGTERM in the middle of a storm of refreshes', () => {
  let pair: ServerPair;
  let people: Visitor[];
  let answered: Milestones;

  beforeAll(async () => {
    pair = await ServerPair.start();
    people = await signedIn(pair.database, PEOPLE, pair.urls[0]);
    answered = new Milestones();
  });

  afterAll(() => pair.stop());

  /** Until nobody answers any more. */
  async function keepRefreshing(person: Visitor): Promise<void> {
    for (;;) {
      const answer = await person.refresh().catch(() => undefined);
      if (!answer) {
        return;
      }
      expect(answer).toMatchObject({ status: 200, body: { user: { id: person.userId } } });
      answered.add();
    }
  }

  /** From now on each of them has to make a new generation. */
  const ageAll = () => pair.database.owner.query(`UPDATE sessions SET rotated_at = now() - interval '1 h'`);
  const sessions = () =>
    pair.database.owner.query<{ generation: number; revoked_at: Date | null }[]>(
      'SELECT generation, revoked_at FROM sessions',
    );

  it('completes every answer, and everybody goes on at the other process and at the next one', async () => {
    const log = pair.logOf(0);
    const storm = people.map(keepRefreshing);
    await answered.reached(STORM);
    await ageAll();
    const restarted = pair.restart(0);
    await Promise.all([restarted, ...storm]);

    const statuses = log.filter(({ msg }) => msg === 'request').map(({ status }) => status);
    expect(statuses).toEqual(Array(answered.count).fill(200));
    for (const place of [1, 0] as const) {
      await ageAll();
      await Promise.all(
        people.map(async (person) => {
          const moved = pair.via(place, person);
          expect((await moved.refresh()).status).toBe(200);
          expect((await moved.send('GET', ME)).status).toBe(200);
          person.cookies.set('taskward_refresh_3000', moved.refreshToken);
        }),
      );
    }
    for (const { generation, revoked_at } of await sessions()) {
      expect(revoked_at).toBeNull();
      expect(generation).toBeGreaterThan(3);
    }
  });
});
