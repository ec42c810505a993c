import type { DataSource } from 'typeorm';
import type { Config } from '../../platform/config/config';
import { createDataSource } from '../../platform/schema/data-source';
import { describeEncoding, readEncoding } from '../../platform/schema/database-encoding';
import { describeMismatch, readSchemaState } from '../../platform/schema/schema-state';
import { reasonOf } from '../../platform/errors/reason-of';
import { examineClock } from './clock-check';
import { examineLog } from './database-log-check';
import { fail, type Finding, ok, warn } from './finding';
import { examineDirectAddress, examineOwner, examineReplicas } from './other-connections-check';
import { examineSources } from './source-check';
import { examineStatements } from './statements-check';

/** `server_version_num` of PostgreSQL 15. */
const OLDEST_VERSION = 150_000;

interface Facts {
  readonly version: string;
  readonly number: number;
  readonly role: string;
}

/** Checks the server's role, the owner's role, and the URL for LISTEN. */
export async function examineDatabase(config: Config): Promise<Finding[]> {
  const dataSource = createDataSource(config.databaseUrl, config.databaseConnectionTimeout);
  try {
    await dataSource.initialize();
    const facts = await readFacts(dataSource);
    const schema = await examineSchema(dataSource);
    return [
      examineVersion(facts),
      await examineEncoding(dataSource),
      await examineStatements(config),
      await examineClock(dataSource),
      await examineLog(dataSource),
      schema,
      ...(schema.state === 'ok'
        ? [await examineRole(dataSource, facts), await examineSources(dataSource)]
        : []),
      await examineOwner(config),
      await examineDirectAddress(config),
      ...(await examineReplicas(config)),
    ];
  } catch (error) {
    const advice = 'Check DATABASE_URL, and that PostgreSQL runs and lets the role in.';
    return [fail('database', reasonOf(error), advice)];
  } finally {
    await (dataSource.isInitialized ? dataSource.destroy() : undefined);
  }
}

async function readFacts(dataSource: DataSource): Promise<Facts> {
  const [facts] = await dataSource.query<[Facts]>(
    `SELECT current_setting('server_version') AS version, current_user AS role,
            current_setting('server_version_num')::int AS number`,
  );
  return facts;
}

function examineVersion({ version, number, role }: Facts): Finding {
  return number >= OLDEST_VERSION
    ? ok('database', `PostgreSQL ${version}, reached as ${role}.`)
    : fail('database', `PostgreSQL ${version} is too old.`, 'Move to PostgreSQL 15 or newer.');
}

async function examineEncoding(dataSource: DataSource): Promise<Finding> {
  const problem = describeEncoding(await readEncoding(dataSource));
  return problem
    ? fail('encoding', problem, 'Move the data by pg_dump and pg_restore into a database with UTF8.')
    : ok('encoding', 'UTF8, which has every character.');
}

async function examineSchema(dataSource: DataSource): Promise<Finding> {
  const state = await readSchemaState(dataSource);
  const problem = describeMismatch(state);
  return problem
    ? fail('migrations', problem, 'See docs/operations.md, Upgrades.')
    : ok('migrations', 'All of this version have run, and no others.');
}

/** The server's role must not be able to delete audit events (ASVS V16.4.2). */
async function examineRole(dataSource: DataSource, { role }: Facts): Promise<Finding> {
  const [{ mighty }] = await dataSource.query<[{ mighty: boolean }]>(
    `SELECT has_table_privilege('audit_events', 'DELETE') AS mighty`,
  );
  return mighty
    ? warn(
        'roles',
        `${role} may change the schema and delete security events.`,
        'Give the server a role of its own in DATABASE_URL, the owner in DATABASE_MIGRATION_URL, and migrate.',
      )
    : ok('roles', `${role} reads and writes rows, and only adds security events.`);
}
