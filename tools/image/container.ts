import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { exitCode } from '../exit-code.ts';
import type { Stage, Step } from './dockerfile.ts';

export interface Ending {
  code: number | null;
  output: string;
}

/** A container engine's view of the image: a read-only tree, a user, settings and commands. */
export class Container {
  readonly folder: string;
  private readonly stage: Stage;
  private readonly environment: NodeJS.ProcessEnv;

  constructor(stage: Stage, folder: string, settings: NodeJS.ProcessEnv) {
    this.stage = stage;
    this.folder = folder;
    const variables = stage.steps.flatMap((step) =>
      step.kind === 'set' ? Object.entries(step.variables) : [],
    );
    // The folder for temporary files is read-only too: nothing may need one.
    this.environment = { TMPDIR: folder, ...Object.fromEntries(variables), ...settings };
    execFileSync('chmod', ['-R', 'a-w,a+rX', folder]);
  }

  /** The user of the image where we may become it; undefined means: as who we are, since only root may. */
  get user(): { uid: number; gid: number } | undefined {
    if (process.getuid?.() !== 0) {
      return undefined;
    }
    const [uid = NaN, gid = NaN] = this.find('user').user.split(':').map(Number);
    return { uid, gid };
  }

  commandOf(kind: 'start' | 'check'): string[] {
    return this.find(kind).command;
  }

  start([program = '', ...args]: string[]): ChildProcess {
    return spawn(program, args, {
      cwd: this.folder,
      env: { ...this.environment, PATH: `${join(this.folder, '../bin')}:/usr/bin:/bin` },
      stdio: ['ignore', 'pipe', 'pipe'],
      ...this.user,
    });
  }

  run(command: string[]): Promise<Ending> {
    return endingOf(this.start(command));
  }

  private find<Kind extends Step['kind']>(kind: Kind): Extract<Step, { kind: Kind }> {
    const step = this.stage.steps.findLast((candidate) => candidate.kind === kind);
    if (!step) {
      throw new Error(`The Dockerfile's last stage has no step of the kind "${kind}".`);
    }
    return step as Extract<Step, { kind: Kind }>;
  }
}

export async function endingOf(child: ChildProcess): Promise<Ending> {
  const [output, errors, code] = await Promise.all([
    text(child.stdout!),
    text(child.stderr!),
    exitCode(child),
  ]);
  return { code, output: `${output}${errors}`.trim() };
}
