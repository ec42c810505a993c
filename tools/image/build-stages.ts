import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, renameSync } from 'node:fs';
import { basename, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { exitCode } from '../exit-code.ts';
import { StartupError } from '../startup-error.ts';
import { workspaceRoot } from '../workspace-root.ts';
import { copyFromContext } from './build-context.ts';
import type { Stage, Step } from './dockerfile.ts';

/** The `WORKDIR` of every stage, which a folder stands for. */
const WORKDIR = '/app';

/** A command on the base image, which is not there. */
const ABSOLUTE_PATH = /(^|\s)\/(?!app\b)/;

/** Runs the stages in empty folders of `directory`; resolves to the folder of the last one. */
export async function buildStages(
  stages: readonly Stage[],
  directory: string,
  environment: NodeJS.ProcessEnv,
): Promise<string> {
  const folders = new Map<string, string>();
  for (const stage of stages) {
    const folder = join(directory, stage.name);
    continueStage(folders, stage, folder);
    for (const step of stage.steps) {
      await takeStep(step, { folder, folders, environment });
    }
  }
  return join(directory, stages.at(-1)?.name ?? '');
}

interface Surroundings {
  folder: string;
  folders: Map<string, string>;
  environment: NodeJS.ProcessEnv;
}

/** Takes over the folder of the stage it continues, when there is something in it: it weighs a gigabyte. */
function continueStage(folders: Map<string, string>, { name, base, steps }: Stage, folder: string): void {
  const start = folders.get(base);
  if (start) {
    renameSync(start, folder);
    folders.delete(base);
  } else {
    mkdirSync(folder);
  }
  if (steps.length > 0) {
    folders.set(name, folder);
  }
}

async function takeStep(step: Step, surroundings: Surroundings): Promise<void> {
  if (step.kind === 'copy') {
    step.sources.forEach((source) => copy(source, step, surroundings));
  } else if (step.kind === 'run') {
    await run(step.command, surroundings);
  }
}

function copy(
  source: string,
  { from, target }: { from?: string; target: string },
  { folder, folders }: Surroundings,
): void {
  const destination = join(folder, target.endsWith('/') ? join(target, basename(source)) : target);
  if (from === undefined) {
    copyFromContext(workspaceRoot, source, destination);
    return;
  }
  const origin = folders.get(from);
  if (!origin) {
    throw new StartupError(`There is no stage "${from}" to copy from.`);
  }
  cpSync(join(origin, source.slice(WORKDIR.length)), destination, {
    recursive: true,
    verbatimSymlinks: true,
  });
}

async function run(command: string, { folder, environment }: Surroundings): Promise<void> {
  if (ABSOLUTE_PATH.test(command)) {
    console.log(`  (for the base image, not run) ${command}`);
    return;
  }
  console.log(`  ${command}`);
  const child = spawn('sh', ['-c', command], {
    cwd: folder,
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [output, errors, code] = await Promise.all([text(child.stdout), text(child.stderr), exitCode(child)]);
  if (code !== 0) {
    throw new StartupError(`"${command}" failed:\n${output}${errors}`);
  }
}
