import { signIn } from '../data/signed-in.ts';
import { Crowd } from '../load/crowd.ts';
import { memoryOfTree } from '../processes/process-usage.ts';
import { startProduct } from '../processes/server-process.ts';
import { atMost, type Scenario } from '../scenario.ts';

const SERVERS = 2;

/** A thousand signed-in people on two server processes, with short-lived access tokens. */
export const crowd: Scenario = async ({ quick, cleanup, world, machine }) => {
  const [people, seconds, warmUp, lifetime] = quick ? [200, 10, 2, '8s'] : [1_000, 120, 20, '30s'];
  const environment: NodeJS.ProcessEnv = { ...world.environment, ACCESS_TOKEN_TTL: lifetime };
  const servers = await Promise.all(
    Array.from({ length: SERVERS }, () => startProduct(environment, cleanup)),
  );
  const memory = (): number => Math.max(...servers.map(({ pid }) => memoryOfTree(pid)));
  const idle = memory();
  const tokens = await signIn(world.database, environment.REFRESH_SECRETS ?? '', people);
  const everybody = new Crowd(
    servers.map(({ url }) => url),
    tokens,
  );
  cleanup.defer(() => everybody.close());
  await everybody.work(warmUp);
  const found = await machine.measure(() => everybody.work(seconds));
  return {
    columns: ['', 'measured'],
    rows: [
      ['people', people],
      ['seconds', seconds],
      ['requests', found.requests],
      ['requests/s', found.rate],
      ['renewals of an access token', found.renewals],
      ['p50 in ms', found.p50],
      ['p99 in ms', found.p99],
      ['p99 in ms, renewals', found.renewalP99],
      ['memory in MB of the larger process, idle', idle],
      ['memory in MB of the larger process, afterwards', memory()],
    ],
    goals: [
      atMost('errors', found.errors, 0),
      atMost('authentication failures', found.refusals, 0),
      atMost('p99 in ms', found.p99, 500),
    ],
  };
};
