import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { nextTimestamp, withMigration } from './migration-list.ts';
import { SERVER_FOLDER } from '../product/built-server.ts';
import { runTool } from '../product/run-tool.ts';
import { StartupError } from '../startup-error.ts';
import { workspaceRoot } from '../workspace-root.ts';

/** Writes a migration for the difference between entities and database, and adds it to the list. */
export async function generateMigration(environment: NodeJS.ProcessEnv, name = ''): Promise<string> {
  if (!/^[a-z][a-z0-9-]*$/.test(name)) {
    throw new StartupError('Name the change in lower case, verb first: npm run db:generate -- add-due-time');
  }
  const path = join(workspaceRoot, 'migrations/index.ts');
  const list = readFileSync(path, 'utf8');
  const timestamp = nextTimestamp(list);
  const dataSource = `${SERVER_FOLDER}/cli-data-source.js`;
  const args = [
    'migration:generate',
    '--dataSource',
    dataSource,
    '--timestamp',
    String(timestamp),
    '--pretty',
  ];
  await runTool('typeorm', [...args, `migrations/${name}`], { environment });

  const file = `migrations/${timestamp}-${name}.ts`;
  writeFileSync(path, withMigration(list, timestamp, name));
  await runTool('eslint', ['--fix', file, 'migrations/index.ts']);
  await runTool('prettier', ['--write', file, 'migrations/index.ts']);
  return file;
}
