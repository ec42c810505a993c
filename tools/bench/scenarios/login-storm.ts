import { setTimeout as sleep } from 'node:timers/promises';
import { bcryptRate } from './bcrypt-floor.ts';
import { HttpClient } from '../load/http-client.ts';
import { type Beside, besideLogins } from '../load/login-load.ts';
import { copyAccounts, register } from '../data/people.ts';
import type { QuietMachine } from '../processes/quiet-machine.ts';
import { atLeast, atMost, type Outcome, type Scenario } from '../scenario.ts';
import { startProduct } from '../processes/server-process.ts';
import { median } from '../statistics.ts';
import { type Reads, TaskReads } from './task-reads.ts';

const LOGINS = 50;

interface Round {
  readonly bcrypt: number;
  readonly quiet: Reads;
  readonly storm: Reads;
  /** Sign-ins per second alone, beside a normal read load, and beside a maximum read load. */
  readonly logins: { readonly alone: number; readonly usual: number; readonly most: number };
}

/** Reads of one task, alone and while 50 people keep signing in. */
export const loginStorm: Scenario = async ({ quick, cleanup, world, machine }) => {
  const [rounds, seconds] = quick ? [1, 1.5] : [5, 4];
  const server = await startProduct({ ...world.environment, BCRYPT_COST: '12' }, cleanup);
  const reader = await register(server.url);
  const emails = await copyAccounts(world.database, reader, LOGINS);
  const client = new HttpClient(server.url, 1);
  cleanup.defer(() => client.close());
  const create = { method: 'POST', path: '/api/v1/tasks', token: reader.token, body: { title: 'A task' } };
  const { id } = await client.expect<{ id: string }>(201, create);
  const reads = new TaskReads(server, `/api/v1/tasks/${id}`, reader.token, seconds);
  await reads.calibrate(machine);

  const found: Round[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const bcrypt = await machine.measure(() => bcryptRate(seconds));
    const quiet = {
      most: await machine.measure(() => reads.most()),
      usual: await machine.measure(() => reads.usual()),
    };
    found.push({ bcrypt, quiet, ...(await underStorm(machine, reads, emails)) });
  }
  return describe(found);
};

/** Each measures reads beside its own sign-ins, which stop while waiting for a quiet machine. */
async function underStorm(
  machine: QuietMachine,
  reads: TaskReads,
  emails: string[],
): Promise<Pick<Round, 'storm' | 'logins'>> {
  const beside = <Result>(work: () => Promise<Result>): Promise<Beside<Result>> =>
    machine.measure(() => besideLogins(reads.server.url, emails, work));
  const alone = await beside(() => sleep(reads.seconds * 1_000));
  const most = await beside(() => reads.most());
  const usual = await beside(() => reads.usual());
  return {
    storm: { most: most.result, usual: usual.result },
    logins: { alone: alone.loginRate, usual: usual.loginRate, most: most.loginRate },
  };
}

function describe(rounds: Round[]): Outcome {
  const of = (figure: (round: Round) => number): number => median(rounds.map(figure));
  const pair = (what: string, figure: (reads: Reads) => number) => {
    const [quiet, storm] = [of((round) => figure(round.quiet)), of((round) => figure(round.storm))];
    return {
      row: [what, quiet, storm, storm / quiet],
      ratio: of((round) => figure(round.storm) / figure(round.quiet)),
    };
  };
  const bcrypt = of((round) => round.bcrypt);
  const loginRow = (what: string, kind: keyof Round['logins']) => {
    const rate = of((round) => round.logins[kind]);
    return { row: [what, bcrypt, rate, rate / bcrypt], ratio: rate / bcrypt };
  };
  const besideUsual = loginRow('logins/s, usual reads beside them', 'usual');
  const rate = pair('reads/s, as many as possible', ({ most }) => most.rate);
  const p99 = pair('p99 in ms, usual reads', ({ usual }) => usual.p99);
  return {
    columns: ['', 'quiet, or bcrypt alone', 'login storm', 'ratio'],
    rows: [
      rate.row,
      pair('p50 in ms, as many as possible', ({ most }) => most.p50).row,
      pair('p99 in ms, as many as possible', ({ most }) => most.p99).row,
      pair('µs of the server process for a read', ({ most }) => most.cost).row,
      pair('reads/s, usual', ({ usual }) => usual.rate).row,
      pair('p50 in ms, usual reads', ({ usual }) => usual.p50).row,
      p99.row,
      loginRow('logins/s, nothing beside them', 'alone').row,
      besideUsual.row,
      loginRow('logins/s, as many reads as possible beside them', 'most').row,
    ],
    goals: [
      atMost('p99 of usual reads, storm to quiet', p99.ratio, 2),
      atLeast('reads/s kept', rate.ratio, 0.65),
      atLeast('logins/s to bcrypt alone, usual reads beside them', besideUsual.ratio, 0.6),
    ],
  };
}
