import { readFileSync } from 'node:fs';
import type { Credentials } from './credentials.ts';
import { runDatabaseProcess } from './database-process.ts';
import type { SystemUser } from './system-user.ts';

interface RoleTarget {
  postgres: string;
  cluster: string;
  user: SystemUser | undefined;
  ephemeral: boolean;
}

/**
 * Makes the database and its two roles. In PostgreSQL's single-user mode, so that the superuser never gets a
 * password: nobody can sign in as it.
 */
export async function createRoles(target: RoleTarget, credentials: Credentials): Promise<void> {
  const statements = [
    readFileSync(new URL('roles.sql', import.meta.url), 'utf8').trim(),
    `ALTER ROLE taskward_owner PASSWORD '${credentials.owner}';`,
    `ALTER ROLE taskward_app PASSWORD '${credentials.application}';`,
    // Tests create a database for each of their files.
    ...(target.ephemeral ? ['ALTER ROLE taskward_owner CREATEDB;'] : []),
  ];
  const args = ['--single', '-c', 'exit_on_error=on', '-D', target.cluster, 'postgres'];
  await runDatabaseProcess(target.postgres, args, target.user, `${statements.join('\n')}\n`);
}
