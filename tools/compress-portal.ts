/** After a production build: a `.br` and a `.gz` beside every text file of the portal, so that no request compresses. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { workspaceRoot } from './workspace-root.ts';

const portal = join(workspaceRoot, 'dist/portal/browser');
const compressible = /\.(js|css|svg)$/;

for (const name of readdirSync(portal).filter((file) => compressible.test(file))) {
  const path = join(portal, name);
  const content = readFileSync(path);
  writeFileSync(`${path}.gz`, gzipSync(content, { level: constants.Z_BEST_COMPRESSION }));
  writeFileSync(`${path}.br`, brotliCompressSync(content));
}
