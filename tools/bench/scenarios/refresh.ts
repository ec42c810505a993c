import type autocannon from 'autocannon';
import { compare, type Target } from './comparison.ts';
import type { Database } from '../data/database.ts';
import { signRefreshToken } from '../floor/tokens.ts';
import { register } from '../data/people.ts';
import { atLeast, type Scenario } from '../scenario.ts';
import { type ServerProcess, startFloor, startProduct } from '../processes/server-process.ts';

/** Refreshes per second of a widely used NestJS boilerplate on a two-core machine. */
const BOILERPLATE_RATE = 435;
/** More than one measurement needs: each session is rotated once. */
const SESSIONS = 40_000;

/** Rotations: every request renews another session, whose token was issued an hour ago. */
export const refresh: Scenario = async (run) => {
  const { world, cleanup } = run;
  const product = await startProduct(world.environment, cleanup);
  const floor = await startFloor(world.environment, cleanup);
  const key = world.environment.REFRESH_SECRETS ?? '';
  const { id: userId } = await register(product.url);
  const target = async (name: string, server: ServerProcess): Promise<Target> => {
    const ids = await openSessions(world.database, userId);
    const cookies = ids.map((id) => `taskward_refresh=${signRefreshToken(key, id, 1)}`);
    let next = 0;
    const prepare = async (): Promise<void> => {
      next = 0;
      await takeBack(world.database, ids);
    };
    return { name, server, prepare, requests: [renewal(() => cookies[next++])] };
  };
  return compare(run, {
    product: await target('product', product),
    floors: [await target('floor', floor)],
    goal: 0.8,
    moreGoals: (rate) => [
      atLeast('requests/s to those recorded of the boilerplate', rate / BOILERPLATE_RATE, 8),
    ],
  });
};

async function openSessions(database: Database, userId: string): Promise<string[]> {
  const rows = await database.query<{ id: string }>(
    `INSERT INTO sessions (id, user_id, remember_me, idle_expires_at, absolute_expires_at)
     SELECT gen_random_uuid(), $1, true, now() + interval '5 days', now() + interval '9 days'
     FROM generate_series(1, $2)
     RETURNING id`,
    [userId, SESSIONS],
  );
  return rows.map(({ id }) => id);
}

/** Resets each session to its first token, issued an hour ago. */
async function takeBack(database: Database, ids: string[]): Promise<void> {
  await database.query(
    `UPDATE sessions SET generation = 1, previous_generation = NULL, acknowledged = true,
       rotated_at = now() - interval '1 hour' WHERE id = ANY($1)`,
    [ids],
  );
  await database.query('VACUUM ANALYZE sessions');
}

function renewal(nextCookie: () => string | undefined): autocannon.Request {
  return {
    method: 'POST',
    path: '/api/v1/auth/refresh',
    headers: { 'x-taskward-csrf': '1' },
    setupRequest: (request: autocannon.Request) => ({
      ...request,
      headers: { ...request.headers, cookie: nextCookie() },
    }),
  };
}
