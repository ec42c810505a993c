import { execFile } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  lstatSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { parseSecretList } from '../../src/platform/config/secret-list';
import { WORKSPACE } from '../support/files/workspace-files';
import { admin } from '../support/servers/admin';
import { testEnvironment } from '../support/servers/test-environment';

const run = promisify(execFile);

describe("The administrator's command line", () => {
  it.each<[string, string[], string]>([
    ['an unknown command', ['users', 'rename'], 'There is no command users rename.'],
    ['an option before it', ['--limit', '5', 'users', 'list'], 'The command comes first, and then --limit.'],
    ['a missing operand', ['users', 'create'], 'users create is written: users create <email>'],
    ['too many operands', ['purge', 'everything'], 'purge is written: purge'],
    ['an unknown option', ['users', 'list', '--force'], "Unknown option '--force'"],
    ['a password as an argument', ['users', 'create', 'a@b.c', '--password', 'x'], 'Unknown option'],
    [
      'a new password as an argument',
      ['users', 'reset-password', 'a@b.c', 'x'],
      'users reset-password is writ',
    ],
    ['a deletion nobody confirmed', ['users', 'delete', 'a@b.c'], 'Say --yes'],
    ['a token of nobody', ['tokens', 'revoke', 'a@b.c'], 'tokens revoke is written: tokens revoke <email>'],
    ['nobody whose sessions end', ['sessions', 'end'], 'Name one e-mail, or say --all.'],
    ['a limit that is none', ['users', 'list', '--limit', '0'], '--limit must be a whole number'],
    ['an unknown event', ['audit', 'query', '--event', 'signed'], 'There is no event signed. There are: reg'],
    ['a time that is none', ['audit', 'query', '--since', 'yesterday'], '--since must be an instant'],
    ['a day that is none', ['audit', 'query', '--since', '2026-02-31'], '--since must be an instant'],
    ['a time with more', ['audit', 'query', '--since', '2026-11-21 (foo'], '--since must be an instant'],
    ['an unknown secret', ['secrets', 'rotate', 'DATABASE_URL'], 'DATABASE_URL is not rotated here'],
    ['an unknown step', ['secrets', 'rotate', '--step', 'all'], '--step must be one of: replace, add'],
  ])(
    'with %s says in a line what is wrong, and where it is written how to do it',
    async (_name, args, reason) => {
      const { code, output, errors } = await admin(testEnvironment({ DATABASE_URL: 'postgresql://x' }), args);
      expect({ code, output }).toEqual({ code: 2, output: '' });
      expect(errors).toContain(reason);
      expect(errors).toMatch(/^.+\nSee npm run admin -- --help\n$/);
    },
  );

  const ESCAPE = '\u001b[31m\u202e\nx';
  const SHOWN = '\ufffd[31m\ufffd\ufffdx';

  it.each<[string[], string]>([
    [[ESCAPE], `There is no command ${SHOWN}.`],
    [[`-${ESCAPE}`], `The command comes first, and then -${SHOWN}.`],
    [['users', 'list', `--${ESCAPE}`], `Unknown option '--${SHOWN}'`],
    [['audit', 'query', '--event', ESCAPE], `There is no event ${SHOWN}.`],
    [['secrets', 'rotate', ESCAPE], `${SHOWN} is not rotated here`],
  ])('shows no control characters of its arguments: %j', async (args, reason) => {
    const { code, errors } = await admin(testEnvironment({ DATABASE_URL: 'postgresql://x' }), args);
    expect({ code, errors }).toEqual({ code: 2, errors: expect.stringContaining(reason) });
  });

  it('lists the commands without one', async () => {
    const { code, output, errors } = await admin({}, []);
    expect({ code, output }).toEqual({ code: 2, output: '' });
    expect(errors).toContain('Which command?');
    expect(errors).toContain('Usage: npm run admin -- <command>');
  });

  it('takes --json before the command as well', async () => {
    const { code, output } = await admin({}, ['--json', 'doctor']);
    expect(code).toBe(1);
    expect(JSON.parse(output)).toContainEqual(expect.objectContaining({ state: 'fail' }));
  });

  it('explains itself when asked', async () => {
    const { code, output } = await admin({}, ['--help']);
    expect(code).toBe(0);
    expect(output).toContain('users create <email> [--display-name <name>]');
  });

  it('says which version it is', async () => {
    const { version } = JSON.parse(readFileSync(join(WORKSPACE, 'package.json'), 'utf8')) as {
      version: string;
    };
    expect(await admin({}, ['--version'])).toEqual({ code: 0, output: `${version}\n`, errors: '' });
  });

  it('needs valid settings, and says which are not', async () => {
    const { code, errors } = await admin({}, ['users', 'list']);
    expect(code).toBe(1);
    expect(errors).toContain('DATABASE_URL: is required');
  });

  it('works without workspace and npm, as in a container', async () => {
    const files = [
      '../support/servers/preload/compile-typescript.js',
      '../../src/operations/admin/admin.command.ts',
    ];
    const [compile = '', main = ''] = files.map((file) => join(__dirname, file));
    const child = run(process.execPath, ['--require', compile, main, 'doctor', '--json'], { env: {} });
    const failure = await child.then(
      () => undefined,
      (error: { code: number; stdout: string; stderr: string }) => error,
    );
    expect({ code: failure?.code, stderr: failure?.stderr }).toEqual({ code: 1, stderr: '' });
    expect(JSON.parse(failure?.stdout ?? '')).toContainEqual(
      expect.objectContaining({ state: 'fail', message: 'DATABASE_URL: is required' }),
    );
  });
});

describe('Rotating secrets', () => {
  let folder: string;
  let environment: NodeJS.ProcessEnv;

  const { JWT_SECRETS = '', REFRESH_SECRETS = '' } = testEnvironment();
  const file = (name: string) => join(folder, name);
  const read = (name: string) => readFileSync(file(name), 'utf8').trim().split(',');

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'taskward-secrets-'));
    writeFileSync(file('jwt'), `${JWT_SECRETS}\n`, { mode: 0o600 });
    writeFileSync(file('refresh'), `${REFRESH_SECRETS}\n`, { mode: 0o400 });
    environment = { JWT_SECRETS_FILE: file('jwt'), REFRESH_SECRETS_FILE: file('refresh') };
  });

  afterEach(() => rmSync(folder, { recursive: true }));

  it('puts new keys in front, keeps the old ones, and shows key ids only', async () => {
    const { code, output } = await admin(environment, ['secrets', 'rotate']);
    expect(code).toBe(0);
    expect(read('jwt')).toEqual([expect.stringMatching(/^[\w-]{64}$/), JWT_SECRETS]);
    expect(read('refresh')).toEqual([expect.stringMatching(/^[\w-]{64}$/), REFRESH_SECRETS]);
    expect(statSync(file('jwt')).mode & 0o777).toBe(0o600);
    expect(statSync(file('refresh')).mode & 0o777).toBe(0o400);
    for (const secret of [...read('jwt'), ...read('refresh')]) {
      expect(output).not.toContain(secret);
    }
    const kids = parseSecretList(read('jwt').join(',')).map(({ kid }) => kid);
    expect(output).toContain(kids.join(', '));
  });

  it('leaves a file to those who could read it, whoever rotates', async () => {
    chmodSync(file('jwt'), 0o444);
    // Only root can give a file away; anybody else has none of another owner here.
    const owner = process.getuid?.() === 0 ? 1234 : (process.getuid?.() ?? 0);
    chownSync(file('jwt'), owner, process.getuid?.() === 0 ? 4321 : (process.getgid?.() ?? 0));
    const { gid } = statSync(file('jwt'));
    expect((await admin(environment, ['secrets', 'rotate'])).code).toBe(0);
    expect(read('jwt')).toHaveLength(2);
    const { mode, uid, gid: group } = statSync(file('jwt'));
    expect({ mode: mode & 0o777, uid, group }).toEqual({ mode: 0o444, uid: owner, group: gid });
    expect(readdirSync(folder).toSorted()).toEqual(['jwt', 'refresh']);
  });

  it('follows a link, and leaves it one', async () => {
    const link = file('link');
    symlinkSync('jwt', link);
    expect((await admin({ JWT_SECRETS_FILE: link }, ['secrets', 'rotate', 'JWT_SECRETS'])).code).toBe(0);
    expect(read('jwt')).toHaveLength(2);
    expect(lstatSync(link).isSymbolicLink()).toBe(true);
  });

  it('goes step by step where there are several servers', async () => {
    const step = (name: string) => admin(environment, ['secrets', 'rotate', 'JWT_SECRETS', '--step', name]);
    await step('add');
    const [, added] = read('jwt');
    expect(read('jwt')).toEqual([JWT_SECRETS, added]);
    await step('sign');
    expect(read('jwt')).toEqual([added, JWT_SECRETS]);
    expect((await step('retire')).output).toContain('Restart every server.');
    expect(read('jwt')).toEqual([added]);
    expect(read('refresh')).toEqual([REFRESH_SECRETS]);
  });

  it('prints the list where it stands in no file', async () => {
    const { code, output } = await admin({ JWT_SECRETS }, ['secrets', 'rotate', 'JWT_SECRETS']);
    expect(code).toBe(0);
    expect(output).toMatch(new RegExp(`^JWT_SECRETS=[\\w-]{64},${JWT_SECRETS}$`, 'm'));
  });

  it('changes nothing when a list is missing or a file cannot be read', async () => {
    const missing = await admin({ JWT_SECRETS_FILE: file('jwt') }, ['secrets', 'rotate']);
    expect(missing).toEqual({ code: 1, output: '', errors: 'REFRESH_SECRETS: is required\n' });
    expect(read('jwt')).toEqual([JWT_SECRETS]);
    const unread = await admin({ JWT_SECRETS_FILE: '/nowhere' }, ['secrets', 'rotate', 'JWT_SECRETS']);
    expect(unread).toMatchObject({ code: 1, errors: expect.stringContaining('ENOENT') });
  });
});
