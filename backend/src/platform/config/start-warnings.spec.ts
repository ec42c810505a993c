import { randomBytes } from 'node:crypto';
import { loadConfig } from './config';
import { findStartWarnings } from './start-warnings';

const random = (): string => randomBytes(32).toString('base64url');

function warningsOf(settings: NodeJS.ProcessEnv): string[] {
  const variables = {
    DATABASE_URL: 'postgresql://app:password@localhost/taskward',
    JWT_SECRETS: random(),
    REFRESH_SECRETS: random(),
    PASSWORD_PEPPER: random(),
    ...settings,
  };
  return findStartWarnings(loadConfig(variables), variables);
}

describe('What the start warns of', () => {
  it('is nothing where all is as it should be', () => {
    const ordinary = `
      HOME PATH LANG USER SHELL TERM PWD OLDPWD HOSTNAME LOGNAME TZ TMPDIR
      HOSTTYPE EDITOR PAGER MAIL DISPLAY SHLVL COLUMNS LINES DEBUG CI _ INIT_CWD
      PORTS HOSTS POST SORT COST HOST_IP SSH_PORT PGHOST PGPORT NODE_OPTIONS
      NODE_PATH HTTP_PROXY NO_PROXY LOG_DIR DATA_HOME META_DIR GATE_DIR
      TASKWARD_URL TASKWARD_TOKEN TASKWARD_BRANCH OTEL_SDK_DISABLED UV_THREADPOOL_SIZE
    `
      .trim()
      .split(/\s+/);
    expect(warningsOf(Object.fromEntries(ordinary.map((name) => [name, 'x'])))).toEqual([]);
    expect(warningsOf({ HOST: '0.0.0.0', PUBLIC_URL: 'https://tasks.example.org' })).toEqual([]);
    expect(warningsOf({ PUBLIC_URL: 'http://localhost:3000', HOST: '0.0.0.0' })).toEqual([]);
  });

  it.each(['127.0.0.1', '::1', 'localhost'])(
    'is nothing for a server that only this machine reaches, at %s',
    (HOST) => {
      expect(warningsOf({ HOST })).toEqual([]);
    },
  );

  it.each(['0.0.0.0', '::', '192.168.1.7'])(
    'is an address that nobody has named, for others at %s',
    (HOST) => {
      expect(warningsOf({ HOST })).toEqual([
        expect.stringMatching(/^PUBLIC_URL is not set.*http:\/\/localhost:3000/),
      ]);
    },
  );

  it('is http in production, where it is allowed', () => {
    const settings = { NODE_ENV: 'production', ALLOW_INSECURE_HTTP: 'on' };
    expect(warningsOf({ ...settings, PUBLIC_URL: 'http://tasks.lan' })).toEqual([
      expect.stringMatching(/^ALLOW_INSECURE_HTTP is on/),
    ]);
    expect(warningsOf({ ...settings, PUBLIC_URL: 'https://tasks.lan' })).toEqual([]);
    expect(warningsOf({ ...settings, PUBLIC_URL: 'http://localhost:3000' })).toEqual([]);
  });

  it.each([
    ['JWT_SECRET', 'JWT_SECRETS'],
    ['PUBLIC_ULR', 'PUBLIC_URL'],
    ['PROT', 'PORT'],
    ['HOTS', 'HOST'],
    ['HOSST', 'HOST'],
    ['PIRT', 'PORT'],
    ['TASKWARD_PROT', 'PORT'],
    ['DATADIR', 'DATA_DIR'],
    ['TRUSTED_PROXIS', 'TRUSTED_PROXIES'],
    ['DATABASE_URL_FILES', 'DATABASE_URL_FILE'],
    ['TASKWARD_LOG_LEVEL', 'LOG_LEVEL'],
    ['registration', 'REGISTRATION'],
  ])('is %s, which was meant to be %s', (given, meant) => {
    const warnings = warningsOf({ [given]: 'hunter2' });
    expect(warnings).toEqual([
      expect.stringContaining(`${given} is no setting and has no effect. Is ${meant} meant?`),
    ]);
    expect(warnings.join()).not.toContain('hunter2');
  });

  it.each(['TASKWARD_COLOUR', 'TASKWARD_'])('is %s, whatever was meant', (given) => {
    expect(warningsOf({ [given]: 'hunter2' })).toEqual([`${given} is no setting and has no effect.`]);
  });

  it.each(['TASKWARD_SERVICE_HOST', 'TASKWARD_PORT', 'TASKWARD_PORT_3000_TCP', 'TASKWARD_SERVICE_PORT'])(
    'is not %s, which Kubernetes sets',
    (name) => {
      expect(warningsOf({ [name]: '10.0.0.1' })).toEqual([]);
    },
  );
});
