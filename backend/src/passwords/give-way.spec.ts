import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { getPriority } from 'node:os';
import { giveWay } from './give-way';

describe('giveWay', () => {
  let child: ChildProcess;
  let pid: number;

  beforeEach(async () => {
    child = spawn(process.execPath, ['-e', 'process.stdin.resume()'], { detached: true });
    await once(child, 'spawn');
    pid = child.pid!;
  });

  afterEach(async () => {
    child.kill();
    await once(child, 'exit');
  });

  it('makes a process nicer than the one that calls it', () => {
    giveWay(pid);
    expect(getPriority(pid)).toBeGreaterThan(getPriority());
  });

  (groupsSessions() ? it : it.skip)('makes the session of the process as nice', () => {
    giveWay(pid);
    expect(readFileSync(`/proc/${pid}/autogroup`, 'utf8')).toMatch(new RegExp(`nice ${getPriority(pid)}\n$`));
  });
});

/** Linux does, unless that is switched off. */
function groupsSessions(): boolean {
  const setting = '/proc/sys/kernel/sched_autogroup_enabled';
  return existsSync(setting) && readFileSync(setting, 'utf8') === '1\n';
}
