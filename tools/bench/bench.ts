/**
 * `npm run bench`: measures the product against its goals and writes what it finds to `docs/performance.json` and
 * `docs/performance.md`. Names of scenarios choose some of them; with `--quick` it only shows what it finds.
 *   npm run bench -- login-storm --quick
 */
import { build } from '../product/build.ts';
import { runCommand } from '../run-command.ts';
import { StartupError } from '../startup-error.ts';
import { untilAborted } from '../until-aborted.ts';
import { createWorld, type World } from './data/world.ts';
import { QuietMachine } from './processes/quiet-machine.ts';
import { record } from './record.ts';
import { toMarkdown } from './report.ts';
import type { Scenario } from './scenario.ts';
import { crowd } from './scenarios/crowd.ts';
import { greedy } from './scenarios/greedy.ts';
import { loginStorm } from './scenarios/login-storm.ts';
import { memory } from './scenarios/memory.ts';
import { create, me, oneTask, page } from './scenarios/reads-and-writes.ts';
import { refresh } from './scenarios/refresh.ts';
import { resources } from './scenarios/resources.ts';
import { rowLevelSecurity } from './scenarios/row-level-security.ts';
import { sizes } from './scenarios/sizes.ts';
import { timing } from './scenarios/timing.ts';
import { tokenCheck } from './scenarios/token-check.ts';

const SCENARIOS: Record<string, Scenario> = {
  'one-task': oneTask,
  page,
  create,
  refresh,
  me,
  'token-check': tokenCheck,
  sizes,
  resources,
  'login-storm': loginStorm,
  greedy,
  memory,
  crowd,
  timing,
  'row-level-security': rowLevelSecurity,
};

/** How long one scenario waits for a quiet machine, in milliseconds. */
const PATIENCE = 300_000;

const names = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
const quick = process.argv.includes('--quick');

await runCommand(async (signal) => {
  const unknown = names.filter((name) => !(name in SCENARIOS));
  if (unknown.length > 0) {
    throw new StartupError(`Unknown: ${unknown.join(', ')}. There are: ${Object.keys(SCENARIOS).join(', ')}`);
  }
  await build(['backend'], signal);
  await using cleanup = new AsyncDisposableStack();
  const world = await createWorld(cleanup);
  for (const [name, scenario] of Object.entries(SCENARIOS)) {
    if (names.length === 0 || names.includes(name)) {
      signal.throwIfAborted();
      await measure(name, scenario, world, signal);
    }
  }
});

/** Ctrl-C during a measurement leaves no processes running. */
async function interruption(signal: AbortSignal): Promise<never> {
  await untilAborted(signal);
  throw signal.reason as Error;
}

/** A failed scenario does not prevent the others from running. */
async function measure(name: string, scenario: Scenario, world: World, signal: AbortSignal): Promise<void> {
  await using cleanup = new AsyncDisposableStack();
  const start = performance.now();
  try {
    const machine = new QuietMachine(quick ? 0 : PATIENCE);
    const outcome = await Promise.race([scenario({ quick, cleanup, world, machine }), interruption(signal)]);
    const others = `${(machine.othersShare * 100).toFixed(0)} %`;
    const seconds = ((performance.now() - start) / 1_000).toFixed(0);
    console.log(
      `\n## ${name} (${seconds} s, others took ${others} of the processors)\n\n${toMarkdown(outcome)}`,
    );
    if (!quick) {
      await record(name, { ...outcome, othersShare: machine.othersShare, postgres: world.database.version });
    }
  } catch (error) {
    signal.throwIfAborted();
    console.error(`\n## ${name} failed\n`, error);
    process.exitCode = 1;
  }
}
