import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WORKSPACE } from './strict-project';

/** What somebody has who checked the repository out, installed, and built nothing. */
const CHECKOUT = [
  'tsconfig.base.json',
  ...['LICENSE', 'README.md', 'package.json', 'src', 'tsconfig.json', 'tsconfig.build.json'].map(
    (name) => `api-client/${name}`,
  ),
  'api-client/tsconfig.commonjs.json',
];

/** What the package needs, and types of Node for those who use it there, from the workspace: there is no registry. */
const AT_HAND = ['openapi-fetch', 'openapi-typescript-helpers', '@types/node', 'undici-types'];

const INSTALL = [
  ...['install', '--offline', '--no-audit', '--no-fund', '--silent'],
  // Copies of folders, whose scripts belong to their makers.
  ...['--install-links', '--ignore-scripts'],
];

export interface Outcome {
  readonly status: number | null;
  readonly output: string;
}

/** The package as `npm pack` makes it of a fresh checkout, installed by npm in an empty project. */
export class PackedClient {
  readonly folder = mkdtempSync(join(tmpdir(), 'taskward-packed-'));
  readonly project = join(this.folder, 'project');
  /** Paths within the package. */
  readonly files: string[];

  constructor() {
    const checkout = join(this.folder, 'checkout');
    CHECKOUT.forEach((path) => cpSync(join(WORKSPACE, path), join(checkout, path), { recursive: true }));
    symlinkSync(join(WORKSPACE, 'node_modules'), join(checkout, 'node_modules'));
    const { output } = this.run(join(checkout, 'api-client'), 'npm', 'pack', '--silent', '--json');
    const [{ filename, files }] = JSON.parse(output.slice(output.indexOf('[\n'))) as [
      { filename: string; files: { path: string }[] },
    ];
    this.files = files.map(({ path }) => path).sort();
    this.install(join(checkout, 'api-client', filename));
  }

  write(name: string, content: string): void {
    writeFileSync(join(this.project, name), content);
  }

  /** Runs a program of the workspace, or of the machine. */
  exec(program: string, ...args: string[]): Outcome {
    return this.run(this.project, program, ...args);
  }

  remove(): void {
    rmSync(this.folder, { recursive: true });
  }

  private install(archive: string): void {
    mkdirSync(this.project);
    const dependencies = Object.fromEntries([
      ...AT_HAND.map((name) => [name, `file:${join(WORKSPACE, 'node_modules', name)}`]),
      ['@taskward/api-client', `file:${archive}`],
    ]) as Record<string, string>;
    this.write('package.json', JSON.stringify({ type: 'module', private: true, dependencies }));
    const { status, output } = this.exec('npm', ...INSTALL);
    if (status !== 0) {
      throw new Error(output);
    }
  }

  private run(cwd: string, program: string, ...args: string[]): Outcome {
    const PATH = `${join(WORKSPACE, 'node_modules/.bin')}:${process.env.PATH}`;
    const { status, stdout, stderr } = spawnSync(program, args, {
      cwd,
      encoding: 'utf8',
      env: { ...process.env, PATH, npm_config_offline: 'true' },
    });
    return { status, output: `${stdout}${stderr}` };
  }
}
