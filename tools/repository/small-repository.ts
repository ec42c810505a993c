import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** A temporary Git repository for tests. */
export class SmallRepository implements Disposable {
  readonly folder = mkdtempSync(join(tmpdir(), 'taskward-git-'));

  private commits = 0;

  constructor() {
    this.git('init', '--quiet', '--initial-branch', 'main');
  }

  [Symbol.dispose](): void {
    rmSync(this.folder, { recursive: true });
  }

  git(...args: string[]): string {
    const person = ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.org', '-c', 'commit.gpgsign=false'];
    return execFileSync('git', [...person, ...args], {
      cwd: this.folder,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
  }

  write(path: string, text = path): void {
    const file = join(this.folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }

  /** Commits all files and returns the id of the commit, which is unique. */
  commit(message = `feat: step ${(this.commits += 1)}`): string {
    this.git('add', '--all');
    this.git('commit', '--quiet', '--allow-empty', '--message', message);
    return this.git('rev-parse', 'HEAD');
  }
}
