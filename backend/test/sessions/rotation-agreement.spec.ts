import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { DataSource, type EntityManager } from 'typeorm';
import { Config } from '../../src/platform/config/config';
import { decideRotation } from '../../src/identity/sessions/rotation-rules';
import { prepareAdvanceDue } from '../../src/identity/sessions/advance-sessions.query';
import { readSnapshot, type Snapshot } from '../../src/identity/sessions/session-snapshot.query';
import { startTestApp, type TestApp } from '../support/servers/test-app';
import type { Visitor } from '../support/people/visitor';

const WINDOW = 10_000;

/** A session and the token that is presented for it, as distances: from the current generation, and from now. */
interface Case {
  readonly generation: number;
  readonly previous: number | null;
  readonly presented: number;
  readonly acknowledged: boolean;
  readonly rememberMe: boolean;
  readonly sinceRotation: number;
  readonly idleLeft: number;
  readonly absoluteLeft: number;
  readonly revoked: boolean;
}

/** Beside the ends of the window by a millisecond, to which columns are rounded. */
const sinceRotation = fc.oneof(
  fc.constantFrom(0, 1, WINDOW - 2, WINDOW - 1, WINDOW + 1, WINDOW + 2, 86_400_000),
  fc.integer({ min: 0, max: 3 * WINDOW }).filter((milliseconds) => milliseconds !== WINDOW),
);
const left = fc.constantFrom(-1_000, 60_000, 3_600_000, 2_592_000_000);

const CASE: fc.Arbitrary<Case> = fc.record({
  generation: fc.integer({ min: 3, max: 1_000 }),
  previous: fc.constantFrom(null, -1, -2),
  presented: fc.constantFrom(0, 0, 0, 0, -1, -2, -3, 1, 2),
  acknowledged: fc.boolean(),
  rememberMe: fc.boolean(),
  sinceRotation,
  idleLeft: left,
  absoluteLeft: left,
  revoked: fc.constantFrom(false, false, false, true),
});

describe('The statement that advances sessions', () => {
  let app: TestApp;
  let dataSource: DataSource;
  let ada: Visitor;
  let disabled: Visitor;

  beforeAll(async () => {
    app = await startTestApp();
    dataSource = app.app.get(DataSource);
    [ada, disabled] = [app.visitor(), app.visitor()];
    await ada.register();
    await disabled.register();
    await app.database.owner.query('UPDATE users SET disabled_at = now() WHERE id = $1', [disabled.userId]);
  });

  afterAll(() => app.stop());

  const insert = (manager: EntityManager, userId: string, id: string, each: Case) =>
    manager.query(
      `INSERT INTO sessions (id, user_id, generation, previous_generation, acknowledged, remember_me, rotated_at,
                             idle_expires_at, absolute_expires_at, revoked_at)
       VALUES ($1, $2, $3, $4, $5, $6, now() - $7 * interval '1 ms', now() + $8 * interval '1 ms',
               now() + $9 * interval '1 ms', CASE WHEN $10 THEN now() END)`,
      [
        id,
        userId,
        each.generation,
        each.previous === null ? null : each.generation + each.previous,
        each.acknowledged,
        each.rememberMe,
        each.sinceRotation,
        each.idleLeft,
        each.absoluteLeft,
        each.revoked,
      ],
    );

  /** What the rule says of each, and what the statement does, at one instant: that of the transaction. */
  const compare = async (manager: EntityManager, cases: readonly Case[], userId: string): Promise<void> => {
    const { refreshIdleTtl, refreshSessionIdleTtl } = app.app.get(Config);
    const times = { refreshWindow: WINDOW, refreshIdleTtl, refreshSessionIdleTtl };
    const presented = cases.map((each) => ({
      each,
      id: randomUUID(),
      generation: each.generation + each.presented,
    }));
    const expected = new Map<string, Partial<Snapshot>>();
    for (const { each, id, generation } of presented) {
      await insert(manager, userId, id, each);
      const snapshot = (await readSnapshot(manager, id))!;
      const decision = decideRotation(snapshot, generation, snapshot.now, WINDOW);
      if (decision.kind === 'advance' && decision.cause === 'due') {
        expected.set(id, {
          generation: decision.generation,
          previousGeneration: decision.previousGeneration,
          acknowledged: false,
          rotatedAt: snapshot.now,
          idleExpiresAt: Math.min(
            snapshot.absoluteExpiresAt,
            snapshot.now + (each.rememberMe ? refreshIdleTtl : refreshSessionIdleTtl),
          ),
        });
      }
    }
    const advanced = await prepareAdvanceDue(
      manager,
      times,
    )(
      presented.map(({ id, generation }) => ({
        claims: { sessionId: id, generation },
        client: { ip: '127.0.0.1', userAgent: 'x', requestId: 'x' },
      })),
    );
    expect(new Set(advanced.map(({ id }) => id))).toEqual(new Set(expected.keys()));
    for (const [id, session] of expected) {
      expect(await readSnapshot(manager, id)).toMatchObject(session);
    }
  };

  const inOneInstant = (cases: Case[], userId: string) => {
    const undo = new Error('All is compared.');
    return expect(
      dataSource.transaction(async (manager) => {
        await compare(manager, cases, userId);
        throw undo;
      }),
    ).rejects.toBe(undo);
  };

  it('does what the rule of rotation calls due, and leaves every other case alone', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(CASE, { minLength: 1, maxLength: 25 }), (cases) =>
        inOneInstant(cases, ada.userId),
      ),
      { numRuns: 40 },
    );
  });

  it('advances no session of an account that is disabled', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(CASE, { minLength: 1, maxLength: 10 }), (cases) =>
        inOneInstant(cases, disabled.userId),
      ),
      { numRuns: 10 },
    );
  });
});
