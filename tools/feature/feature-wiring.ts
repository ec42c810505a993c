import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { withMigration } from '../database/migration-list.ts';
import { StartupError } from '../startup-error.ts';
import { workspaceRoot } from '../workspace-root.ts';
import type { Change } from './changes.ts';
import type { FeatureNames } from './feature-names.ts';

type Edit = (text: string, names: FeatureNames) => string;

/** Existing files that must refer to a feature, and how to edit them. */
const EDITS: Readonly<Record<string, Edit>> = {
  'backend/wings.mjs': (text, names) => after(text, /\{ tasks: \[[^\]]*'/, `, '${names['plural-file']}'`),
  'backend/src/app.module.ts': (text, { Plural, ...names }) =>
    before(
      after(
        text,
        /^(?:import .*\n)+/,
        importOf(`${Plural}Module`, `./tasks/${names['plural-file']}/${names['plural-file']}.module`),
      ),
      /(?<=const API_MODULES = \[[^\]]*)\];/,
      `  ${Plural}Module,\n`,
    ),
  'backend/src/tasks/entities.ts': (text, { Singular = '', ...names }) =>
    before(
      after(
        text,
        /^(?:import .*\n)+/,
        importOf(Singular, `./${names['plural-file']}/${names['singular-file']}.entity`),
      ),
      /(?<=ENTITIES: Entities = \[[^\]]*)\];/,
      `, ${Singular}`,
    ),
  'backend/src/api-document/create-document.ts': (text, { Title, words }) =>
    before(
      text,
      /^ {2}Operations: '/m,
      `  '${Title}': 'The ${words} of the person that the token belongs to.',\n`,
    ),
  'backend/test/support/contract/owned-rows.ts': (text, names) =>
    before(
      text,
      /(?<=OWNED_ROWS[^]*)^\};/m,
      `  '/api/v1/${names['plural-file']}': async (visitor, text) => {
         const { body } = await visitor.send<{ id: string }>('POST', '/api/v1/${names['plural-file']}', { body: { text } });
         return body.id;
       },\n`,
    ),
  'backend/test/support/contract/sample-bodies.ts': (text, { Singular }) =>
    before(
      text,
      /(?<=SAMPLE_BODIES[^]*?)^\};/m,
      `  create${Singular}: { text: 'Sample' },\n  update${Singular}: { text: 'Sample' },\n`,
    ),
  'docs/architecture.md': (text, names) =>
    after(text, /^\| `tasks` +\| .*?(?= +\|$)/m, `, \`${names['plural-file']}\``),
  'docs/traceability.md': (text, { Title, ...names }) =>
    before(
      text,
      /^\n## Edge cases/m,
      `| ${Title} | \`tasks/${names['plural-file']}/\` | \`${names['plural-file']}.spec.ts\`, \`isolation.spec.ts\` |\n`,
    ),
  'CHANGELOG.md': (text, { Title, ...names }) =>
    after(
      text,
      /## \[Unreleased\]\n\n### Added\n\n/,
      `- ${Title} of a person: \`/api/v1/${names['plural-file']}\`.\n`,
    ),
};

/** The existing files with the references to a feature added. */
export function wireFeature(names: FeatureNames, timestamp: number): Change[] {
  const edits: Record<string, Edit> = {
    ...EDITS,
    'migrations/index.ts': (text: string) => withMigration(text, timestamp, `create-${names['plural-file']}`),
  };
  return Object.entries(edits).map(([path, edit]) => {
    const former = readFileSync(join(workspaceRoot, path), 'utf8');
    try {
      return { path, former, content: edit(former, names) };
    } catch (error) {
      throw new StartupError(`${path} does not look as it did: ${(error as Error).message}`);
    }
  });
}

const importOf = (name: string, module: string): string => `import { ${name} } from '${module}';\n`;

function after(text: string, place: RegExp, added: string): string {
  const { index, 0: found } = find(text, place);
  return text.slice(0, index + found.length) + added + text.slice(index + found.length);
}

function before(text: string, place: RegExp, added: string): string {
  const { index } = find(text, place);
  return text.slice(0, index) + added + text.slice(index);
}

function find(text: string, place: RegExp): RegExpExecArray {
  const found = place.exec(text);
  if (!found) {
    throw new Error(`nothing in it is ${place.source}`);
  }
  return found;
}
