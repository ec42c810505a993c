import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readCompose } from './compose.ts';
import { WORKSPACE } from './workspace.ts';

const SCRIPT = 'deploy/compose/make-secrets.sh';

describe('The secrets for Compose', () => {
  let folder: string;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'taskward-secrets-'));
    cpSync(join(WORKSPACE, SCRIPT), join(folder, SCRIPT));
    makeSecrets();
  });

  afterAll(() => rmSync(folder, { recursive: true }));

  const makeSecrets = () => execFileSync('sh', [join(folder, SCRIPT)]);
  const read = (name: string) => readFileSync(join(folder, '.secrets', name), 'utf8').trim();
  const readAll = () => readdirSync(join(folder, '.secrets')).map((name) => [name, read(name)]);

  it('are those that the file for Compose names', () => {
    const files = Object.values(readCompose('docker-compose.yml').secrets ?? {}).map(({ file }) => file);
    expect(readAll().map(([name]) => `.secrets/${name}`)).toEqual(files.toSorted());
  });

  it('are all different and long enough', () => {
    const values = readAll().map(([, value = '']) => value);
    expect(new Set(values).size).toBe(values.length);
    expect(Math.min(...values.map((value) => value.length))).toBeGreaterThanOrEqual(48);
  });

  it('let each role in with its own password', () => {
    expect(new URL(read('database_url')).password).toBe(read('app_password'));
    expect(new URL(read('database_migration_url')).password).toBe(read('owner_password'));
  });

  it('are closed to others on this machine, and open to the user in the container', () => {
    expect(statSync(join(folder, '.secrets')).mode & 0o777).toBe(0o700);
    expect(statSync(join(folder, '.secrets/jwt_secrets')).mode & 0o777).toBe(0o444);
  });

  it('stay as they are when they are made again', () => {
    const before = readAll();
    makeSecrets();
    expect(readAll()).toEqual(before);
  });
});
