import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { testEnvironment } from '../support/servers/test-environment';
import { startTestApp, type TestApp } from '../support/servers/test-app';

/** Writing to it fails as on a full disk, with ENOSPC (full(4)); not every system has it. */
const FULL_DEVICE = '/dev/full';
const NO_SPACE = 'The output cannot be written: ENOSPC: no space left on device, write.';

const PROGRAM = [
  '--require',
  join(__dirname, '../support/servers/preload/compile-typescript.js'),
  join(__dirname, '../../src/operations/admin/admin.command.ts'),
];

/** Runs the command with its output, and what else is named, on a full disk. */
function runFull(environment: NodeJS.ProcessEnv, args: string[], redirection = `>${FULL_DEVICE}`) {
  const env = { ...environment, PATH: process.env.PATH };
  const script = ['-c', `exec "$@" ${redirection}`, 'sh', process.execPath, ...PROGRAM, ...args];
  return new Promise<{ code: number | null; errors: string }>((resolve) => {
    const child = execFile('sh', script, { env }, (_error, _output, errors) =>
      resolve({ code: child.exitCode, errors }),
    );
  });
}

(existsSync(FULL_DEVICE) ? describe : describe.skip)('The commands on a full disk', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await startTestApp();
  });

  afterAll(() => app.stop());

  it('say in a line that nothing could be written', async () => {
    const failed = { code: 1, errors: `${NO_SPACE}\n` };
    expect(await runFull({}, ['--help'])).toEqual(failed);
    expect(await runFull(app.database.environment, ['users', 'list'])).toEqual(failed);
  });

  it('fail, where that cannot be said either', async () => {
    expect((await runFull({}, ['--help'], `>${FULL_DEVICE} 2>&1`)).code).toBe(1);
    expect((await runFull({}, ['users', 'rename'], `2>${FULL_DEVICE}`)).code).toBe(2);
  });

  it('say what they have done, and that a password is lost', async () => {
    const person = app.visitor();
    await person.register();
    const ended = await runFull(app.database.environment, ['sessions', 'end', person.email]);
    expect(ended).toEqual({ code: 1, errors: `${NO_SPACE} This was done: Sessions ended: 1\n` });
    const { code, errors } = await runFull(app.database.environment, [
      'users',
      'reset-password',
      person.email,
    ]);
    expect(code).toBe(1);
    expect(errors).toContain(`${NO_SPACE} This was done: ${person.email} has a new password, for signing in`);
    expect(errors).toMatch(/^.* Sessions ended: 0 What was to be shown with it is lost: run .* for it\.\n$/);
    expect((await person.login()).status).toBe(401);
  });

  it('say which secrets are rotated', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'taskward-secrets-'));
    const file = join(folder, 'jwt');
    const { JWT_SECRETS = '' } = testEnvironment();
    writeFileSync(file, JWT_SECRETS, { mode: 0o600 });
    const { code, errors } = await runFull({ JWT_SECRETS_FILE: file }, ['secrets', 'rotate', 'JWT_SECRETS']);
    expect({ code, errors }).toEqual({
      code: 1,
      errors: expect.stringContaining(`done: Rewritten: ${file}`),
    });
    expect(readFileSync(file, 'utf8')).toContain(`,${JWT_SECRETS}`);
    rmSync(folder, { recursive: true });
  });
});
