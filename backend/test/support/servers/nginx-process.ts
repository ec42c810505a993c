import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WORKSPACE } from '../files/workspace-files';
import { until } from '../time/until';
import { answersAt } from './answers-at';
import { findFreePort } from './free-port';

/** Whether this machine has nginx. */
export function hasNginx(): boolean {
  return spawnSync('nginx', ['-v']).status === 0;
}

/** nginx with the settings of the deployment, on a port and in a folder of its own. */
export class NginxProcess {
  private constructor(
    readonly url: string,
    private readonly child: ChildProcess,
    private readonly folder: string,
  ) {}

  /** @param servers the addresses that it spreads requests over. */
  static async start(servers: string[]): Promise<NginxProcess> {
    const folder = mkdtempSync(join(tmpdir(), 'taskward-nginx-'));
    const port = await findFreePort();
    chmodSync(folder, 0o711); // Its workers are no root where it is started by root.
    writeSettings(folder, port, servers);
    const conf = join(folder, 'nginx.conf');
    const child = spawn('nginx', ['-e', 'stderr', '-c', conf, '-g', 'daemon off;'], { stdio: 'ignore' });
    const nginx = new NginxProcess(`http://localhost:${port}`, child, folder);
    await until(() => answersAt(`${nginx.url}/health/live`));
    return nginx;
  }

  async stop(): Promise<void> {
    const exited = once(this.child, 'exit');
    this.child.kill('SIGTERM');
    await exited;
    rmSync(this.folder, { recursive: true });
  }
}

function writeSettings(folder: string, port: number, servers: string[]): void {
  const settings = readFileSync(join(WORKSPACE, 'deploy/nginx/nginx.conf'), 'utf8')
    .replaceAll('/tmp/', `${folder}/`)
    .replace('listen 8080;', `listen 127.0.0.1:${port};`);
  const lines = servers.map((server) => `server 127.0.0.1:${new URL(server).port};`);
  writeFileSync(join(folder, 'nginx.conf'), settings);
  writeFileSync(join(folder, 'mime.types'), 'types { text/html html; }\n');
  writeFileSync(
    join(folder, 'upstream.conf'),
    `upstream taskward { zone taskward 64k; ${lines.join(' ')} keepalive 32; }\n`,
  );
}
