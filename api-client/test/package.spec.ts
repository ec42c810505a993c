import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PackedClient } from './packed-client';
import { WORKSPACE } from './strict-project';

interface Manifest {
  version: string;
  license: string;
  repository: { directory: string };
  engines: { node: string };
}

const CLEAN = { status: 0, output: '' };

const textOf = (path: string): string => readFileSync(join(WORKSPACE, path), 'utf8');
const read = <Type>(path: string): Type => JSON.parse(textOf(path)) as Type;

/** The code of the README, each part as a module of its own. */
const EXAMPLES = Object.fromEntries(
  [...textOf('api-client/README.md').matchAll(/```ts\n(.*?)```/gs)].map(([, code = ''], index) => [
    `example-${index}.ts`,
    code,
  ]),
);

const USE = `const client = createTaskwardClient({ baseUrl: 'http://localhost:3000', token: 'twd_x' });
  export async function use(): Promise<string | undefined> {
    const { data, error } = await client.POST('/api/v1/tasks', { body: { title: 'Build 7 failed' } });
    for await (const task of itemsOf(client, '/api/v1/tasks', { priority: ['low'], limit: 5 })) {
      console.log(task.dueDate, task.tags.length);
    }
    for await (const event of itemsOf(client, '/api/v1/users/me/security-events')) {
      console.log(event.ipAddress);
    }
    // @ts-expect-error: a title is text.
    await client.POST('/api/v1/tasks', { body: { title: 7 } });
    // @ts-expect-error: there is no such priority.
    itemsOf(client, '/api/v1/tasks', { priority: ['soon'] });
    // @ts-expect-error: a single task has no pages.
    itemsOf(client, '/api/v1/tasks/{id}');
    return data?.id ?? error?.code;
  }`;
const IMPORT = `import { createTaskwardClient, itemsOf } from '@taskward/api-client';\n`;

const NODE = { lib: ['es2024'], types: ['node'] };
const BROWSER = { lib: ['es2024', 'dom', 'dom.iterable'], types: [] };
const STRICTEST = {
  skipLibCheck: false,
  exactOptionalPropertyTypes: true,
  noPropertyAccessFromIndexSignature: true,
  noUncheckedIndexedAccess: true,
  noUnusedLocals: true,
};
const RESOLUTIONS: [string, object, string[]][] = [
  ['bundler', { module: 'preserve', ...BROWSER }, ['use.ts']],
  // What the README shows is for the strictest of compilers.
  [
    'nodenext',
    { module: 'nodenext', ...NODE, ...STRICTEST },
    ['use.ts', 'use.cts', ...Object.keys(EXAMPLES)],
  ],
  [
    'node16, also from CommonJS',
    { module: 'node16', moduleResolution: 'node16', ...NODE },
    ['use.ts', 'use.cts'],
  ],
  [
    'node10',
    { module: 'commonjs', moduleResolution: 'node10', ignoreDeprecations: '6.0', ...NODE },
    ['use.ts', 'use.cts'],
  ],
];

/** With the globals that a browser has as well. */
const RUN_BUNDLE = `const methods = [];
  globalThis.fetch = async ({ method }) => {
    methods.push(method);
    return Response.json(method === 'POST' ? { id: '1' } : { items: [], nextCursor: null });
  };
  const { use } = await import('./bundle.js');
  const id = await use();
  console.log(methods.join(' ') + ': ' + id);`;

describe('The package', () => {
  let client: PackedClient;

  beforeAll(() => {
    client = new PackedClient();
    client.write('use.ts', IMPORT + USE);
    client.write('use.cts', IMPORT + USE);
    Object.entries(EXAMPLES).forEach(([name, code]) => client.write(name, code));
  });

  afterAll(() => client.remove());

  const compile = (files: string[], compilerOptions: object) => {
    const strict = { strict: true, noEmit: true, target: 'es2024', skipLibCheck: true };
    client.write(
      'tsconfig.json',
      JSON.stringify({ compilerOptions: { ...strict, ...compilerOptions }, files }),
    );
    return client.exec('tsc', '-p', '.');
  };

  it('has the version of the product, as the document does', () => {
    const { version } = read<Manifest>('package.json');
    expect(read<Manifest>('api-client/package.json').version).toBe(version);
    expect(read<{ info: Manifest }>('backend/openapi.json').info.version).toBe(version);
  });

  it('says where it comes from, what it needs and on which terms', () => {
    const { license, engines } = read<Manifest>('package.json');
    expect(read<Manifest>('api-client/package.json')).toMatchObject({
      license,
      engines,
      repository: { directory: 'api-client' },
    });
    expect(textOf('api-client/LICENSE')).toBe(textOf('LICENSE'));
  });

  it('contains what it exports though nobody built it before, and nothing else', () => {
    const roots = new Set(client.files.map((path) => path.replace(/[^/]+\.(js|d\.ts)$/, '*')));
    expect([...roots].sort()).toEqual([
      'LICENSE',
      'README.md',
      'dist/*',
      'dist/cjs/*',
      'dist/cjs/package.json',
      'package.json',
    ]);
    for (const name of ['index', 'schema']) {
      for (const folder of ['dist', 'dist/cjs']) {
        expect(client.files).toEqual(
          expect.arrayContaining([`${folder}/${name}.js`, `${folder}/${name}.d.ts`]),
        );
      }
    }
  });

  it.each(RESOLUTIONS)('compiles in strict code that resolves modules by %s', (_name, options, files) => {
    expect(compile(files, options)).toEqual(CLEAN);
  });

  it.each([
    ['an ES module', 'run.mjs', IMPORT],
    ['CommonJS', 'run.cjs', `const { createTaskwardClient, itemsOf } = require('@taskward/api-client');\n`],
  ])('runs in Node as %s', (_name, file, use) => {
    const made = `createTaskwardClient({ baseUrl: 'http://localhost', token: 'twd_x', fetch })`;
    const sent = `const fetch = async ({ url }) => (console.log(url), Response.json({ items: [], nextCursor: null }));\n`;
    client.write(file, `${use}${sent}itemsOf(${made}, '/api/v1/tasks', { tag: ['a,b', 'c'] }).next();`);
    const tags = `tag=${encodeURIComponent('a\\,b')},c`;
    expect(client.exec('node', file)).toEqual({
      status: 0,
      output: `http://localhost/api/v1/tasks?${tags}\n`,
    });
  });

  it('is bundled for a browser, without anything of Node', () => {
    const { status, output } = client.exec(
      'esbuild',
      ...[
        'use.ts',
        '--bundle',
        '--platform=browser',
        '--format=esm',
        '--outfile=bundle.js',
        '--log-level=warning',
      ],
    );
    expect({ status, output }).toEqual(CLEAN);
    client.write('run-bundle.js', RUN_BUNDLE);
    expect(client.exec('node', 'run-bundle.js')).toEqual({ status: 0, output: 'POST GET GET POST: 1\n' });
  });
});
