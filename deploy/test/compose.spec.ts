import { COMPOSE_FILES, readCompose, serviceOf } from './compose.ts';
import { compileSchema } from './compose-schema.ts';
import { readText } from './workspace.ts';

const fits = compileSchema();

describe('The files for Compose', () => {
  const single = readCompose('docker-compose.yml');
  const replicas = readCompose('docker-compose.replicas.yml');
  const app = serviceOf(single, 'app');
  const migrate = serviceOf(single, 'migrate');

  it.each(COMPOSE_FILES)('%s is what the specification of Compose allows', (path) => {
    fits(readCompose(path));
    expect(fits.errors ?? []).toEqual([]);
  });

  it('are checked against more than nothing', () => {
    expect(fits({ services: { app: { image: 'taskward', readonly: true } } })).toBe(false);
  });

  it('start the server when the migrations are done, and these when the database is there', () => {
    expect(app.depends_on).toEqual({ migrate: { condition: 'service_completed_successfully' } });
    expect(migrate.depends_on).toEqual({ postgres: { condition: 'service_healthy' } });
  });

  it.each(['app', 'migrate'])('run %s on a tree that it cannot write, with no privilege', (name) => {
    expect(serviceOf(single, name)).toMatchObject({
      read_only: true,
      cap_drop: ['ALL'],
      security_opt: ['no-new-privileges:true'],
    });
  });

  it.each(['app', 'migrate'])('give %s the files of the secrets that its settings name', (name) => {
    const { environment = {}, secrets } = serviceOf(single, name);
    const named = Object.entries(environment).filter(([setting]) => setting.endsWith('_FILE'));
    expect(named.map(([, path]) => path.replace('/run/secrets/', '')).sort()).toEqual(secrets?.toSorted());
    const known = readText('backend/src/platform/config/environment.ts');
    for (const [setting] of named) {
      expect(known).toContain(`'${setting.replace(/_FILE$/, '')}'`);
    }
  });

  it('never show the server the password of the owner', () => {
    expect(migrate.secrets).toContain('database_migration_url');
    expect(app.secrets).not.toContain('database_migration_url');
    expect(Object.keys(app.environment ?? {}).join()).not.toContain('MIGRATION');
  });

  it('listen on this machine alone', () => {
    const ports = [single, replicas].flatMap(({ services }) =>
      Object.values(services).flatMap((service) => service.ports ?? []),
    );
    expect(ports).not.toHaveLength(0);
    expect(ports.filter((port) => !port.startsWith('127.0.0.1:'))).toEqual([]);
  });

  it('put two servers behind nginx, whose word on clients they take', () => {
    const { environment, deploy, ports } = serviceOf(replicas, 'app');
    const { networks, depends_on: dependencies } = serviceOf(replicas, 'nginx');
    expect(deploy).toEqual({ replicas: 2 });
    expect(ports).toEqual([]);
    expect(networks).toEqual({ web: { ipv4_address: environment?.TRUSTED_PROXIES } });
    expect(dependencies).toEqual({ app: { condition: 'service_healthy' } });
  });
});
