import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

export const WORKSPACE = resolve(__dirname, '../..');

const COMPILER_OPTIONS = {
  strict: true,
  noEmit: true,
  target: 'es2024',
  module: 'preserve',
  lib: ['es2024', 'dom', 'dom.iterable'],
  experimentalDecorators: true,
  skipLibCheck: true,
  types: [],
};

/** A project of somebody else's, with the libraries of this workspace and the strictest of compilers. */
export class StrictProject {
  readonly folder = mkdtempSync(join(tmpdir(), 'taskward-client-'));

  constructor() {
    symlinkSync(join(WORKSPACE, 'node_modules'), join(this.folder, 'node_modules'));
    this.write('tsconfig.json', JSON.stringify({ compilerOptions: COMPILER_OPTIONS }));
    this.write('package.json', JSON.stringify({ type: 'module', private: true }));
  }

  write(name: string, content: string): void {
    writeFileSync(join(this.folder, name), content);
  }

  /** Runs a command-line tool of the workspace; resolves to what it printed when it failed, to nothing otherwise. */
  run(tool: string, ...args: string[]): string {
    const { status, stdout, stderr } = spawnSync(join(WORKSPACE, 'node_modules/.bin', tool), args, {
      cwd: this.folder,
      encoding: 'utf8',
    });
    return status === 0 ? '' : `${tool} failed\n${stdout}${stderr}`;
  }

  /** @returns what the compiler finds fault with. */
  compile(): string {
    return this.run('tsc', '-p', '.');
  }

  remove(): void {
    rmSync(this.folder, { recursive: true });
  }
}
