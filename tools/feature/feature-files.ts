import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { StartupError } from '../startup-error.ts';
import type { Change } from './changes.ts';
import type { FeatureNames } from './feature-names.ts';

const TEMPLATES = join(import.meta.dirname, 'templates');
const FEATURE = 'backend/src/tasks/{{plural-file}}';

/** The destination of each template. */
const PLACES: Readonly<Record<string, string>> = {
  'feature/account.ts': `${FEATURE}/account-{{plural-file}}.ts`,
  'feature/controller.ts': `${FEATURE}/{{plural-file}}.controller.ts`,
  'feature/dto/create-row.dto.ts': `${FEATURE}/dto/create-{{singular-file}}.dto.ts`,
  'feature/dto/list.dto.ts': `${FEATURE}/dto/list-{{plural-file}}.dto.ts`,
  'feature/dto/page.dto.ts': `${FEATURE}/dto/{{singular-file}}-page.dto.ts`,
  'feature/dto/row.dto.ts': `${FEATURE}/dto/{{singular-file}}.dto.ts`,
  'feature/dto/update-row.dto.ts': `${FEATURE}/dto/update-{{singular-file}}.dto.ts`,
  'feature/entity.ts': `${FEATURE}/{{singular-file}}.entity.ts`,
  'feature/limits.ts': `${FEATURE}/{{singular-file}}-limits.ts`,
  'feature/module.ts': `${FEATURE}/{{plural-file}}.module.ts`,
  'feature/openapi.ts': `${FEATURE}/{{plural-file}}.openapi.ts`,
  'feature/service.ts': `${FEATURE}/{{plural-file}}.service.ts`,
  'migration.ts': 'migrations/{{timestamp}}-create-{{plural-file}}.ts',
  'spec.ts': 'backend/test/{{plural-file}}/{{plural-file}}.spec.ts',
};

/** The new files of a feature. */
export function writeFeature(names: FeatureNames): Change[] {
  return Object.entries(PLACES).map(([template, place]) => ({
    path: fill(place, names),
    content: fill(readFileSync(join(TEMPLATES, `${template}.txt`), 'utf8'), names),
  }));
}

/** @throws StartupError for a name that a template already uses for something else. */
export function requireUnusedNames({
  Singular = '',
  Plural = '',
  plural = '',
  table = '',
}: FeatureNames): void {
  const text = readdirSync(TEMPLATES, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.txt'))
    .map((path) => readFileSync(join(TEMPLATES, path), 'utf8'))
    .join('\n');
  const used = new Set(text.replace(/\{\{[\w-]+\}\}/g, '').match(/\w+/g));
  const taken = [Singular, Plural, plural, table].find((name) => used.has(name) || name in globalThis);
  if (taken) {
    throw new StartupError(
      `The name ${taken} means something else in the code of a feature: take another one`,
    );
  }
}

function fill(text: string, names: FeatureNames): string {
  return text.replace(/\{\{([\w-]+)\}\}/g, (_, name: string) => {
    if (names[name] === undefined) {
      throw new Error(`A template asks for ${name}, which no feature has`);
    }
    return names[name];
  });
}
