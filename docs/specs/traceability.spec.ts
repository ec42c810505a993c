import { matchesGlob } from 'node:path';
import { listSources } from '../../backend/test/support/files/workspace-files';
import { listPages, readText } from './workspace';

const sources = listSources();

/** Whether a name or the end of a path, with `*` for any letters, is that of a file or folder. */
const exists = (name: string): boolean =>
  sources.some((path) => matchesGlob(path, name.endsWith('/') ? `**/${name}**` : `**/${name}`));

/** The names of code in a text that look like files or folders. */
const filesIn = (text: string): string[] =>
  [...text.matchAll(/`([\w@./*-]+(?:\.(?:ts|json|md|sh)|\/))`/g)].map(([, name = '']) => name);

describe('docs/traceability.md', () => {
  const names = filesIn(readText('docs/traceability.md'));

  it('names code and tests that exist', () => {
    expect(names.length).toBeGreaterThan(100);
    expect(names.filter((name) => !exists(name))).toEqual([]);
  });
});

describe('The documents', () => {
  it('name specs that exist', () => {
    const named = listPages().flatMap((page) =>
      filesIn(readText(page))
        .filter((name) => name.endsWith('.spec.ts'))
        .map((name) => ({ page, name })),
    );
    expect(named.filter(({ name }) => !exists(name))).toEqual([]);
  });

  it('name files that exist where they name the whole path', () => {
    const folders = [...new Set(sources.map((path) => path.split('/')[0] ?? ''))].join('|');
    const whole = new RegExp(`^(?:${folders.replaceAll('.', '\\.')})/`);
    const named = listPages().flatMap((page) => filesIn(readText(page)).map((name) => ({ page, name })));
    const paths = named.filter(({ name }) => whole.test(name));
    expect(paths.length).toBeGreaterThan(50);
    expect(paths.filter(({ name }) => !exists(name))).toEqual([]);
  });
});
