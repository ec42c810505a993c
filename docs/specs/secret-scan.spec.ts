import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createPersonalToken } from '../../backend/src/identity/personal-tokens/personal-token';
import { findSecrets } from '../../backend/test/support/files/secret-scan';
import { listFiles, listSources, WORKSPACE } from '../../backend/test/support/files/workspace-files';

const BUILT = 'dist';

const read = (path: string): string => readFileSync(join(WORKSPACE, path), 'latin1');

const scan = (paths: string[]): string[] =>
  paths.flatMap((path) => findSecrets(read(path)).map((secret) => `${path}: ${secret}`));

const random = (encoding: BufferEncoding): string => randomBytes(32).toString(encoding);

const base64 = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

const jwt = `${base64({ alg: 'HS256' })}.${base64({ sub: 'somebody' })}.${random('base64url')}`;

describe('The scan for secrets', () => {
  const { privateKey } = generateKeyPairSync('ed25519', {
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });

  it.each<[string, string, string]>([
    ['a key', privateKey, 'a private key'],
    ['an access token', `curl -H "Bearer ${jwt}"`, 'a JWT'],
    ['a personal access token', `TOKEN is ${createPersonalToken().token}.`, 'a personal access token'],
    ['a line of .env', `JWT_SECRETS=${random('base64')}`, 'a named secret'],
    ['a list of secrets', `REFRESH_SECRETS="${random('hex')},${random('hex')}"`, 'a named secret'],
    ['YAML', `  PASSWORD_PEPPER: ${random('base64url')}`, 'a named secret'],
    ['JSON', `{ "apiKey": "${random('base64url')}" }`, 'a named secret'],
    ['code', `const dbPassword = '${random('base64url').slice(0, 24)}';`, 'a named secret'],
    ['an address', `postgresql://app:${random('base64url')}@db/taskward`, 'a password in an address'],
    ['a key of a service', `AKIA${'ABCDEFGH01234567'}`, 'a key of a known service'],
  ])('finds %s', (_name, planted, secret) => {
    expect(findSecrets(`// before\n${planted}\n// behind\n`)).toContain(secret);
  });

  it.each<[string, string]>([
    ['an empty setting', '# JWT_SECRETS='],
    ['a setting from elsewhere', 'PASSWORD: ${TASKWARD_OWNER_PASSWORD:?set it in .env}'],
    ['a sentence for a password', `password: 'correct horse battery staple'`],
    [
      'a token with a wrong checksum',
      createPersonalToken().token.replace(/.$/, (c) => (c === '0' ? '1' : '0')),
    ],
    ['a name in code', 'const password = this.passwordHasherService.verify(currentPassword)'],
    ['a compiled name', `'users reset-password': password_command_1.resetPassword,`],
    ['a bundled name', 'const isStrongPassword = exports2.isStrongPassword_;'],
    ['an example address', 'DATABASE_URL=postgresql://taskward_app:PASSWORD@localhost:5432/taskward'],
  ])('passes %s', (_name, text) => {
    expect(findSecrets(text)).toEqual([]);
  });

  it('finds none in what the repository holds', () => {
    const sources = listSources();
    expect(sources).toEqual(expect.arrayContaining(['.env.example', 'package.json', 'e2e/servers.ts']));
    expect(sources.filter((path) => /node_modules|^dist/.test(path))).toEqual([]);
    expect(scan(sources)).toEqual([]);
  });

  // Built before by `nx secrets docs`.
  it('finds none in what was built', () => {
    const built = ['server', 'portal'].flatMap((folder) => listFiles(join(BUILT, folder)));
    expect(built).toContain(join(BUILT, 'server/server.js'));
    expect(built).toContain(join(BUILT, 'portal/browser/index.html'));
    expect(scan(built)).toEqual([]);
  });
});
