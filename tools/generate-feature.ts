/**
 * `npm run feature:generate -- notes`: writes the files of a feature of which a person has many, and tells of it whatever
 * has to know. docs/how-to-add-a-feature.md walks through it.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { nextTimestamp } from './database/migration-list.ts';
import { applyChanges, formatted } from './feature/changes.ts';
import { requireUnusedNames, writeFeature } from './feature/feature-files.ts';
import { type FeatureNames, namesOf } from './feature/feature-names.ts';
import { wireFeature } from './feature/feature-wiring.ts';
import { runCommand } from './run-command.ts';
import { StartupError } from './startup-error.ts';
import { workspaceRoot } from './workspace-root.ts';

const NEXT = 'Next: npm run api:document && npm run check && npx nx test docs && npm test -- --quick';

await runCommand(async () => {
  const [plural = '', singular, ...others] = process.argv.slice(2);
  if (others.length > 0) {
    throw new StartupError('Usage: npm run feature:generate -- notes [note]');
  }
  const names = namesOf(plural, singular);
  requireUnusedNames(names);
  requireNew(names);
  const timestamp = nextTimestamp(readFileSync(join(workspaceRoot, 'migrations/index.ts'), 'utf8'));
  const changes = [
    ...writeFeature({ ...names, timestamp: String(timestamp) }),
    ...wireFeature(names, timestamp),
  ];
  const ready = await Promise.all(changes.map(formatted));
  applyChanges(ready);
  ready.forEach(({ path, former }) =>
    console.log(`${former === undefined ? 'new     ' : 'changed '} ${path}`),
  );
  console.log(NEXT);
});

/** @throws StartupError for a feature, a table, an address or a schema that is there already. */
function requireNew({ Singular = '', Plural = '', table = '', ...names }: FeatureNames): void {
  const folder = names['plural-file'];
  const text = (path: string): string => readFileSync(join(workspaceRoot, path), 'utf8');
  const wings = ['platform', 'identity', 'tasks', 'operations', 'portal'];
  const document = JSON.parse(text('backend/openapi.json')) as {
    paths: object;
    components: { schemas: object };
    tags: { name: string }[];
  };
  const migrations = readdirSync(join(workspaceRoot, 'migrations')).filter((name) => /^\d/.test(name));
  const schemas = [Singular, `${Singular}Page`, `Create${Singular}Request`, `Update${Singular}Request`];
  const entities = text('backend/src/tasks/entities.ts') + text('backend/src/identity/entities.ts');
  const taken =
    wings.some((wing) => existsSync(join(workspaceRoot, 'backend/src', wing, folder))) ||
    existsSync(join(workspaceRoot, 'backend/test', folder)) ||
    migrations.some((name) => new RegExp(`CREATE TABLE "?${table}\\b`).test(text(`migrations/${name}`))) ||
    Object.keys(document.paths).some((path) => path.split('/').includes(folder)) ||
    schemas.some((schema) => schema in document.components.schemas) ||
    new RegExp(`\\b(?:${Singular}|${Plural}Module)\\b`).test(entities + text('backend/src/app.module.ts'));
  if (taken) {
    throw new StartupError(
      `There is something called ${folder} already, or called as one of them: take another name`,
    );
  }
}
