import { findFreePort } from '../../postgres/free-port.ts';
import { register } from '../data/people.ts';
import { closedLoad, openLoad } from '../load/http-load.ts';
import { startProduct } from '../processes/server-process.ts';
import { atLeast, type Scenario } from '../scenario.ts';

const HISTOGRAM = 'taskward_token_check_duration_seconds';
const ME = '/api/v1/users/me';
/** Requests per second: few enough that a check waits only for itself and the database. */
const USUAL_RATE = 200;

/** Number of checks by duration: the upper bounds of the histogram's buckets, in seconds. */
type Checks = Map<string, number>;

/** The check of an access token with its session, from the server's own metrics, at a normal load. */
export const tokenCheck: Scenario = async ({ quick, world, machine, cleanup }) => {
  const port = await findFreePort();
  const product = await startProduct({ ...world.environment, METRICS_PORT: String(port) }, cleanup);
  const { token } = await register(product.url);
  await closedLoad(product.url + ME, {
    headers: { authorization: `Bearer ${token}` },
    seconds: quick ? 2 : 20,
  });
  const [before, after] = await machine.measure(async () => {
    const earlier = await readChecks(port);
    await openLoad(product.url, { path: ME, token }, { rate: USUAL_RATE, seconds: quick ? 2 : 20 });
    return [earlier, await readChecks(port)] as const;
  });
  const within = (bucket: string): number => (after.get(bucket) ?? NaN) - (before.get(bucket) ?? NaN);
  const shares = [...after.keys()].map((bucket) => [bucket, within(bucket) / within('+Inf')] as const);
  return {
    columns: ['within ms', 'share of the checks'],
    rows: shares
      .filter(([bucket]) => bucket !== '+Inf')
      .map(([bucket, share]) => [String(Number(bucket) * 1_000), share]),
    goals: [atLeast('share of the checks within 1 ms', within('0.001') / within('+Inf'), 0.99)],
  };
};

async function readChecks(port: number): Promise<Checks> {
  const answer = await fetch(`http://127.0.0.1:${port}/metrics`);
  const line = new RegExp(`^${HISTOGRAM}_bucket\\{le="([^"]+)",result="accepted"\\} (\\d+)$`, 'gm');
  return new Map(
    Array.from((await answer.text()).matchAll(line), ([, bucket = '', count]) => [bucket, Number(count)]),
  );
}
