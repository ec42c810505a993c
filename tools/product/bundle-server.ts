import { mkdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { type Options, transform } from '@swc/core';
import { type BuildContext, type BuildOptions, context, type Plugin } from 'esbuild';
import { workspaceRoot } from '../workspace-root.ts';
import { PROGRAMS, SMALL_PROGRAMS } from './server-programs.ts';
import { writeChanged, writeIfOther } from './write-changed.ts';

const compilerOptions = createRequire(import.meta.url)('../../backend/compiler-options.js') as Options;

/**
 * Stay files in `node_modules`: what is compiled for this machine, what has files beside its code or starts threads from
 * them (pino), what OpenTelemetry instruments, and what few installations load.
 */
const INSTALLED = [
  '@opentelemetry/*',
  'bcrypt',
  'pg',
  'pino',
  'pino-pretty',
  'prom-client',
  'swagger-ui-dist',
];

/** Optional peers of NestJS and TypeORM that are not installed, and that neither asks for here. */
const NOT_INSTALLED = [
  ...['@fastify/multipart', '@fastify/view', '@google-cloud/spanner', '@nestjs/microservices'],
  ...['@nestjs/platform-express', '@nestjs/websockets', '@sap/hana-client', 'better-sqlite3', 'ioredis'],
  ...[
    'mongodb',
    'mssql',
    'mysql',
    'mysql2',
    'oracledb',
    'pg-native',
    'pg-query-stream',
    'react-native-sqlite-storage',
  ],
  ...['redis', 'sql.js', 'sqlite3', 'ts-node', 'typeorm-aurora-data-api-driver', 'class-transformer/storage'],
].flatMap((name) => [name, `${name}/*`]);

/** Decorators need the types of what they decorate, which esbuild itself does not emit. */
const compileSources: Plugin = {
  name: 'compile-sources',
  setup(build) {
    build.onLoad({ filter: /\/(?:backend\/src|migrations)\/.*\.ts$/ }, async ({ path: filename }) => {
      const options: Options = { ...compilerOptions, filename, sourceMaps: 'inline' };
      const { code } = await transform(await readFile(filename, 'utf8'), options);
      return { contents: code, loader: 'js' };
    });
  },
};

/** NestJS loads its peers by a `require` of its own making, which no bundler follows: they would be loaded twice. */
const followRequires: Plugin = {
  name: 'follow-requires',
  setup(build) {
    build.onLoad({ filter: /\/node_modules\/@nestjs\/.*\.js$/ }, async ({ path }) => {
      const code = await readFile(path, 'utf8');
      return { contents: code.replace('const require = createRequire(import.meta.url);', ''), loader: 'js' };
    });
  },
};

const shared: BuildOptions = {
  absWorkingDir: workspaceRoot,
  bundle: true,
  format: 'cjs',
  keepNames: true,
  legalComments: 'none',
  logLevel: 'warning',
  platform: 'node',
  sourcemap: 'linked',
  sourcesContent: false,
  target: 'node24',
  write: false,
};

/**
 * Bundles the server: `server.js`, which has nearly all of it, a small file for each of its programs, and a few
 * programs that need little.
 * @param folder below the workspace, as some packages stay in `node_modules`.
 * @param watch goes on with each change of a source until the process ends.
 */
export async function bundleServer(folder: string, { watch = false } = {}): Promise<void> {
  const outdir = join(workspaceRoot, folder);
  await mkdir(outdir, { recursive: true });
  const bundles = await Promise.all([serverBundle(outdir), smallPrograms(outdir)]);
  await Promise.all(bundles.map((bundle) => bundle.rebuild()));
  await Promise.all(
    PROGRAMS.map((name) =>
      writeIfOther(join(outdir, `${name}.js`), `void require('./server.js').parts['${name}']();\n`),
    ),
  );
  await Promise.all(bundles.map((bundle) => (watch ? bundle.watch() : bundle.dispose())));
}

function serverBundle(outdir: string): Promise<BuildContext> {
  return context({
    ...shared,
    outdir,
    entryPoints: { server: 'backend/src/server-parts.ts' },
    external: [...INSTALLED, ...NOT_INSTALLED],
    plugins: [compileSources, followRequires, writeChanged],
    // Packages that are ES modules ask for their own address.
    banner: { js: "const fileUrl = require('node:url').pathToFileURL(__filename).href;" },
    define: { 'import.meta.url': 'fileUrl' },
  });
}

function smallPrograms(outdir: string): Promise<BuildContext> {
  return context({
    ...shared,
    outdir,
    entryPoints: Object.fromEntries(
      Object.entries(SMALL_PROGRAMS).map(([name, source]) => [name, `backend/src/${source}`]),
    ),
    packages: 'external',
    plugins: [compileSources, writeChanged],
  });
}
