import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomBytes } from 'node:crypto';
import { loadConfig } from './config';
import { ConfigurationError } from './configuration-error';

const random = (): string => randomBytes(32).toString('base64url');

const valid = (overrides: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv => ({
  DATABASE_URL: 'postgresql://app:password@localhost/taskward',
  JWT_SECRETS: random(),
  REFRESH_SECRETS: random(),
  PASSWORD_PEPPER: random(),
  ...overrides,
});

function problemsOf(variables: NodeJS.ProcessEnv): readonly string[] {
  try {
    loadConfig(variables);
  } catch (error) {
    if (error instanceof ConfigurationError) {
      return error.problems;
    }
    throw error;
  }
  return [];
}

describe('loadConfig', () => {
  it('types the settings and fills in the documented defaults', () => {
    const config = loadConfig(valid({ PORT: '8080', ACCESS_TOKEN_TTL: '5s' }));
    expect(config.publicUrl.origin).toBe('http://localhost:8080');
    expect(config.accessTokenTtl).toBe(5_000);
    expect(config.refreshAbsoluteTtl).toBe(30 * 86_400_000);
    expect(config.auditRetention).toBe(365 * 86_400_000);
    expect(config.databaseMigrationUrl).toBe(config.databaseUrl);
    expect(config.shutdownDelay).toBe(0);
    expect(config.webConcurrency).toBe(1);
    expect(config.databaseReplicaUrls).toEqual([]);
    expect(config.secure).toBe(false);
  });

  it('decides about a request within five seconds, and ends within ten, where nothing else is set', () => {
    const config = loadConfig(valid());
    expect(config.databaseConnectionTimeout).toBe(2_000);
    expect(config.databaseStatementTimeout).toBe(2_500);
    expect(config.databaseConnectionTimeout + config.databaseStatementTimeout).toBeLessThan(5_000);
    expect(config.shutdownTimeout).toBe(6_000);
    expect(config.longestStop).toBe(9_500);
    expect(config.requestTimeout).toBe(30_000);
    expect(config.eventHeartbeat).toBe(25_000);
  });

  it.each(['STATEMENT_TIMEOUT', 'EVENT_HEARTBEAT'])('bounds %s to what a timer can wait', (name) => {
    expect(problemsOf(valid({ [name]: '25h' }))).toEqual([expect.stringContaining(`${name}: must be`)]);
    expect(problemsOf(valid({ [name]: '1d' }))).toEqual([]);
  });

  it('lists every problem at once', () => {
    const problems = problemsOf({
      PORT: '99999',
      ACCESS_TOKEN_TTL: 'soon',
      AUDIT_RETENTION: 'forever',
      SHUTDOWN_DELAY: '5',
      CORS_ORIGINS: '*',
      TRUSTED_PROXIES: 'proxy',
      WEB_CONCURRENCY: '0',
      DATABASE_REPLICA_URLS: 'postgresql://one/taskward,two',
    });
    for (const name of [
      'PORT',
      'ACCESS_TOKEN_TTL',
      'AUDIT_RETENTION',
      'SHUTDOWN_DELAY',
      'CORS_ORIGINS',
      'TRUSTED_PROXIES',
      'WEB_CONCURRENCY',
      'DATABASE_REPLICA_URLS',
      'DATABASE_URL',
      'JWT_SECRETS',
    ]) {
      expect(problems).toContainEqual(expect.stringContaining(`${name}: `));
    }
  });

  it.each([
    ['a missing', ''],
    ['a wrong', 'mysql://one/taskward'],
  ])('tells %s DATABASE_URL once, though others have its value', (_name, DATABASE_URL) => {
    const problems = problemsOf(valid({ DATABASE_URL }));
    expect(problems).toEqual([expect.stringMatching(/^DATABASE_URL: /)]);
    const another = problemsOf(valid({ DATABASE_DIRECT_URL: 'mysql://one/taskward' }));
    expect(another).toEqual([expect.stringMatching(/^DATABASE_DIRECT_URL: /)]);
  });

  it('never shows the value of a secret', () => {
    expect(problemsOf(valid({ JWT_SECRETS: 'hunter2hunter2' })).join()).not.toContain('hunter2');
  });

  it('reads a secret from a file, and refuses it given twice or unreadable', () => {
    const path = join(mkdtempSync(join(tmpdir(), 'taskward-config-')), 'secret');
    writeFileSync(path, `${random()}\n`);
    expect(loadConfig(valid({ JWT_SECRETS: '', JWT_SECRETS_FILE: path })).jwtSecrets).toHaveLength(1);
    expect(problemsOf(valid({ JWT_SECRETS_FILE: path }))).toContainEqual(
      expect.stringContaining('given twice'),
    );
    expect(problemsOf(valid({ JWT_SECRETS: '', JWT_SECRETS_FILE: '/nowhere' }))).toContainEqual(
      expect.stringContaining('cannot be read'),
    );
  });

  it('refuses one secret for two purposes', () => {
    const secret = random();
    expect(problemsOf(valid({ JWT_SECRETS: secret, REFRESH_SECRETS: secret }))).toContainEqual(
      expect.stringContaining('must not share'),
    );
  });

  it('refuses times that contradict each other', () => {
    expect(problemsOf(valid({ REFRESH_ABSOLUTE_TTL: '1d' }))).toContainEqual(
      expect.stringContaining('REFRESH_ABSOLUTE'),
    );
    expect(problemsOf(valid({ REFRESH_WINDOW: '12h' }))).toContainEqual(
      expect.stringContaining('REFRESH_WINDOW'),
    );
  });

  it('has no metrics unless they have a port, which is not that of the API', () => {
    expect(loadConfig(valid()).metricsPort).toBeUndefined();
    expect(loadConfig(valid({ METRICS_PORT: '9464' })).metricsPort).toBe(9_464);
    for (const port of ['0', '65536', '-1', 'on', '3000']) {
      expect(problemsOf(valid({ METRICS_PORT: port }))).toEqual([
        expect.stringMatching(/^METRICS_PORT: must/),
      ]);
    }
  });

  it.each([
    'postgresql://app:100%ok@localhost/db',
    'postgresql://app:p@ss#w/rd@localhost/db',
    'postgresql://app:p@ssw/rd@localhost/db',
    'postgresql://app:p@ss?w/rd@localhost/db',
    'postgresql://app:12/w/rd@localhost/db',
    'postgresql://app:12?w/rd@localhost/db',
    'postgresql://app:12#w/rd@localhost/db',
    'postgresql:///w/rd@localhost/db',
    'localhost/db',
  ])('says of %s how an address is written, without the password', (DATABASE_URL) => {
    const problems = problemsOf(valid({ DATABASE_URL, DATABASE_MIGRATION_URL: DATABASE_URL }));
    expect(problems).toContainEqual(expect.stringMatching(/^DATABASE_URL: must be .*%40 %23 %2F/));
    expect(problems.join()).not.toMatch(/100%ok|p@ss|w\/rd/);
  });

  it.each(['postgresql:///db', 'postgres:///'])('says of %s that it names no host', (DATABASE_URL) => {
    const problems = problemsOf(valid({ DATABASE_URL }));
    expect(problems).toEqual([expect.stringMatching(/^DATABASE_URL: names no host: /)]);
  });

  it('takes a password whose characters are percent-encoded', () => {
    const DATABASE_URL = 'postgresql://app:p%40ss%23w%2Frd%3F%25@localhost/db';
    expect(problemsOf(valid({ DATABASE_URL }))).toEqual([]);
  });

  it.each([
    'postgres://app:secret@[::1]:5432/db?sslmode=verify-full&application_name=a%40b',
    'postgresql://app:p@ss@localhost/a%2Fb',
    'postgresql://localhost',
    'postgresql:///db?host=/run/postgresql',
    'postgresql://%2Frun%2Fpostgresql/db',
  ])('takes the address %s', (DATABASE_URL) => {
    expect(problemsOf(valid({ DATABASE_URL }))).toEqual([]);
  });

  it('refuses such an address among those of replicas as well', () => {
    const problems = problemsOf(
      valid({ DATABASE_REPLICA_URLS: 'postgresql://one/db,postgresql://app:p@ssw/rd@two/db' }),
    );
    expect(problems).toEqual([expect.stringMatching(/^DATABASE_REPLICA_URLS: must be/)]);
    expect(problems.join()).not.toMatch(/p@ss|w\/rd/);
  });

  it('takes the origins of pages and apps, as browsers send them', () => {
    const { corsOrigins } = loadConfig(
      valid({ CORS_ORIGINS: 'https://App.example.com/, app://tasks,capacitor://localhost' }),
    );
    expect(corsOrigins).toEqual(['https://app.example.com', 'app://tasks', 'capacitor://localhost']);
  });

  it.each(['https://*.example.org', '*', 'null', 'file://', 'app://', 'app://a/b', 'https://a.example/b'])(
    'refuses the origin %s, which no browser sends',
    (CORS_ORIGINS) => {
      expect(problemsOf(valid({ CORS_ORIGINS }))).toEqual([
        expect.stringMatching(/^CORS_ORIGINS: must be exact/),
      ]);
    },
  );

  it('refuses a public address with a wildcard, which nobody can open', () => {
    expect(problemsOf(valid({ PUBLIC_URL: 'https://*.example.org' }))).toEqual([
      expect.stringMatching(/^PUBLIC_URL: must be an http/),
    ]);
  });

  it('lets production do without TLS where somebody says so', () => {
    const settings = { NODE_ENV: 'production', PUBLIC_URL: 'http://tasks.lan' };
    expect(problemsOf(valid(settings))).toEqual([expect.stringContaining('ALLOW_INSECURE_HTTP=on')]);
    expect(problemsOf(valid({ ...settings, ALLOW_INSECURE_HTTP: 'on' }))).toEqual([]);
  });

  it('refuses weak settings in production', () => {
    const weak = {
      NODE_ENV: 'production',
      PUBLIC_URL: 'http://tasks.example.com',
      BCRYPT_COST: '10',
      AUTH_THROTTLE: 'off',
    };
    expect(problemsOf(valid(weak))).toHaveLength(3);
    expect(problemsOf(valid({ NODE_ENV: 'production', PUBLIC_URL: 'https://tasks.example.com' }))).toEqual(
      [],
    );
  });
});
