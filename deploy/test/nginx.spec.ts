import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readText, WORKSPACE } from './workspace.ts';

const CONF = 'deploy/nginx/nginx.conf';
const hasNginx = spawnSync('nginx', ['-v']).status === 0;

describe('The settings of nginx', () => {
  const conf = readText(CONF);
  const headers = Object.fromEntries(
    [...conf.matchAll(/proxy_set_header (\S+) (\S+);/g)].map(([, name = '', value = '']) => [name, value]),
  );

  it('replace everything that a client can claim about itself', () => {
    expect(headers).toEqual({
      Host: '$http_host',
      'X-Forwarded-For': '$remote_addr',
      'X-Forwarded-Proto': '$scheme',
      'X-Forwarded-Host': '""',
      Forwarded: '""',
      Connection: '""',
    });
    // A location with one of its own would forget all of these.
    expect(conf.lastIndexOf('proxy_set_header')).toBeLessThan(conf.indexOf('server {'));
  });

  it('pass the stream of events on as it comes', () => {
    const { paths } = JSON.parse(readText('backend/openapi.json')) as { paths: Record<string, unknown> };
    const [, path = '', body = ''] = /location = (\S+) \{([^}]*)\}/.exec(conf) ?? [];
    expect(Object.keys(paths)).toContain(path);
    expect(body).toContain('proxy_buffering off;');
  });

  (hasNginx ? it : it.skip)('are what nginx itself takes', () => {
    const folder = mkdtempSync(join(tmpdir(), 'taskward-nginx-'));
    cpSync(join(WORKSPACE, CONF), join(folder, 'nginx.conf'));
    writeFileSync(join(folder, 'mime.types'), 'types { text/html html; }\n');
    writeFileSync(join(folder, 'upstream.conf'), 'upstream taskward { server 127.0.0.1:3000; }\n');
    const { status, stderr } = spawnSync('nginx', ['-t', '-e', 'stderr', '-c', join(folder, 'nginx.conf')], {
      encoding: 'utf8',
    });
    rmSync(folder, { recursive: true });
    expect({ status, stderr }).toMatchObject({ status: 0 });
  });
});
