import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { manifests, pods } from './manifests.ts';
import { readText, readYaml } from './workspace.ts';

const OWNER_URL = 'postgresql://owner:p%40ss@db/taskward';

const { spec } = pods.backup;
const [container] = spec?.containers ?? [];
const mountOf = (volume: string) =>
  container?.volumeMounts?.find(({ name }) => name === volume)?.mountPath ?? '';

describe('The daily backup', () => {
  let folder: string;
  let secrets: string;
  let programs: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'taskward-backup-'));
    [secrets, programs] = [join(folder, 'secrets'), join(folder, 'programs')];
    mkdirSync(secrets);
    mkdirSync(programs);
    mkdirSync(join(folder, 'backups'));
    writeFileSync(join(secrets, 'DATABASE_MIGRATION_URL'), OWNER_URL);
    // As the real ones, they take a file by --file or by its name.
    program('pg_dump', 'for last; do :; done; printf %s "$last" >"${2#--file=}"');
    program('pg_restore', 'grep -q postgresql "$2"');
  });

  afterEach(() => rmSync(folder, { recursive: true }));

  const program = (name: string, body: string) => {
    writeFileSync(join(programs, name), `#!/bin/sh\n${body}\n`);
    chmodSync(join(programs, name), 0o755);
  };
  const run = (BACKUPS_KEPT: string, [shell = '', flags = '', script = ''] = container?.command ?? []) =>
    execFileSync(shell, [flags, script.replace(mountOf('owner'), secrets)], {
      encoding: 'utf8',
      cwd: join(folder, 'backups'),
      env: { PATH: `${programs}:${process.env.PATH}`, BACKUPS_KEPT },
      stdio: 'pipe',
    });
  const backups = () => readdirSync(join(folder, 'backups')).toSorted();
  const leave = (...names: string[]) =>
    names.forEach((name) => writeFileSync(join(folder, 'backups', name), 'an older one'));

  it('dumps as the owner, and keeps the last ones and what is not its own', () => {
    leave(
      'taskward-20260101T000000Z.dump',
      'taskward-20260102T000000Z.dump',
      'taskward-1.dump.part',
      'by-hand.dump',
    );
    run('2');
    const [byHand, older, newest = '', ...others] = backups();
    expect([byHand, older, others]).toEqual(['by-hand.dump', 'taskward-20260102T000000Z.dump', []]);
    expect(newest).toMatch(/^taskward-\d{8}T\d{6}Z\.dump$/);
    expect(readFileSync(join(folder, 'backups', newest), 'utf8')).toBe(OWNER_URL);
  });

  it.each(['pg_dump', 'pg_restore'])('fails, and keeps what there is, when %s fails', (name) => {
    program(name, 'exit 1');
    leave('taskward-20260101T000000Z.dump');
    expect(() => run('1')).toThrow();
    expect(backups().filter((file) => file.endsWith('.dump'))).toEqual(['taskward-20260101T000000Z.dump']);
  });

  it('writes to the volume that is claimed for it, by a client as new as any server that is named', () => {
    expect(mountOf('backups')).toBe(container?.workingDir);
    const claims = spec?.volumes?.flatMap(
      ({ persistentVolumeClaim }) => persistentVolumeClaim?.claimName ?? [],
    );
    expect(claims).toEqual([manifests['backup-volume-claim'].metadata?.name]);
    const { services } = readYaml<{ services: { postgres: { image: string } } }>('docker-compose.yml');
    expect(container?.image).toBe(services.postgres.image);
    expect(Number(container?.env?.find(({ name }) => name === 'BACKUPS_KEPT')?.value)).toBeGreaterThan(0);
  });

  it('is restored by the newest dump, as the documents say', () => {
    const [, patch = ''] =
      /--from=cronjob\/taskward-backup --dry-run[^']+'(\[.*\])'/.exec(readText('docs/operations.md')) ?? [];
    const [{ path, value }] = JSON.parse(patch) as [{ path: string; value: [string, string, string] }];
    expect(path).toBe('/spec/template/spec/containers/0/command');
    leave('taskward-20260101T000000Z.dump', 'taskward-20260102T000000Z.dump');
    program('pg_restore', 'for each; do echo "$each"; done');
    expect(run('', value).trim().split('\n').slice(-2)).toEqual([
      `--dbname=${OWNER_URL}`,
      'taskward-20260102T000000Z.dump',
    ]);
  });
});
