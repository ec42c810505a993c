import { ME } from '../support/people/account';
import { BusyPerson, type KnownTask, WRITES_OF_A_ROUND } from '../support/people/busy-person';
import { PatientVisitor } from '../support/people/patient-visitor';
import { Installation } from '../support/servers/installation';
import { Milestones } from '../support/time/milestones';

/** Two thousand writes in all. */
const PEOPLE = 20;
const ROUNDS = 20;
const WRITES = PEOPLE * ROUNDS * WRITES_OF_A_ROUND;

describe('While server and database processes are killed and connections are cut', () => {
  let installation: Installation;
  let written: Milestones;
  let people: BusyPerson[];

  beforeAll(async () => {
    installation = await Installation.start();
    written = new Milestones();
    people = await Promise.all(
      Array.from({ length: PEOPLE }, async () => {
        const visitor = new PatientVisitor(installation.url);
        expect((await visitor.register()).status).toBe(201);
        return new BusyPerson(visitor, {
          begins: () => installation.growOld(visitor),
          wrote: () => written.add(),
        });
      }),
    );
  });

  afterAll(() => installation.stop());

  /** One after another, spread over all the writing. */
  async function breakEverything(): Promise<void> {
    const faults: (() => void | Promise<void>)[] = [
      () => installation.cutConnectionsOfClients(),
      () => installation.cutConnectionsToDatabase(),
      () => installation.killServer(0),
      () => installation.killDatabaseConnection(),
      () => installation.cutConnectionsOfClients(),
      () => installation.killServer(1),
      () => installation.killDatabase(),
      () => installation.cutConnectionsToDatabase(),
    ];
    for (const [index, fault] of faults.entries()) {
      await written.reached(((index + 1) * WRITES) / (faults.length + 1));
      await fault();
    }
  }

  const sorted = (tasks: KnownTask[]) => tasks.toSorted((one, other) => (one.id < other.id ? -1 : 1));

  it('two thousand acknowledged writes are kept, none is done twice, and nobody is signed out', async () => {
    await Promise.all([breakEverything(), ...people.map((person) => person.work(ROUNDS))]);
    expect(written.count).toBe(WRITES);
    const rows = await installation.query<KnownTask>(
      `SELECT id, title, version, completed_at IS NOT NULL AS completed, deleted_at IS NOT NULL AS deleted
         FROM tasks`,
    );
    expect(sorted(rows)).toEqual(sorted(people.flatMap(({ known }) => [...known.values()])));
    for (const { visitor } of people) {
      expect((await visitor.persist('GET', ME)).status).toBe(200);
      expect(visitor.renewals).toBeGreaterThan(0);
    }
    expect(people.some(({ visitor }) => visitor.failures > 0)).toBe(true);
    expect(await installation.query('SELECT id FROM sessions WHERE revoked_at IS NOT NULL')).toEqual([]);
  });
});
