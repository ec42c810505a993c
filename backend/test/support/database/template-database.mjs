import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import pg from 'pg';

const NAME = 'migrated';
const fileOf = (path) => fileURLToPath(new URL(path, import.meta.url));
const COMPILE = fileOf('../servers/preload/compile-typescript.js');
const MIGRATE = fileOf('../../../src/platform/schema/migrate.command.ts');

const secret = () => randomBytes(32).toString('base64url');
const inTemplate = (url) => Object.assign(new URL(url), { pathname: `/${NAME}` }).href;

/** Migrates one database, to be copied for each spec file; resolves to its name. */
export async function makeTemplate({ ownerUrl, applicationUrl }) {
  await asOwner(ownerUrl, `CREATE DATABASE ${NAME}`);
  const env = {
    DATABASE_URL: inTemplate(applicationUrl),
    DATABASE_MIGRATION_URL: inTemplate(ownerUrl),
    JWT_SECRETS: secret(),
    REFRESH_SECRETS: secret(),
    PASSWORD_PEPPER: secret(),
  };
  await promisify(execFile)(process.execPath, ['--require', COMPILE, MIGRATE], { env });
  // Only what nobody is connected to can be copied.
  await asOwner(ownerUrl, `ALTER DATABASE ${NAME} ALLOW_CONNECTIONS false`);
  return NAME;
}

async function asOwner(url, statement) {
  const client = new pg.Client(url);
  await client.connect();
  await client.query(statement);
  await client.end();
}
