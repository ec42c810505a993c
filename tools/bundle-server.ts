/**
 * Bundles the server into `dist/server`.
 *   --watch  again whenever a source has changed
 */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { SERVER_FOLDER } from './product/built-server.ts';
import { bundleServer } from './product/bundle-server.ts';
import { workspaceRoot } from './workspace-root.ts';

const watch = process.argv.includes('--watch');

// A server that watches the folder would not see a new one.
if (!watch) {
  await rm(join(workspaceRoot, SERVER_FOLDER), { recursive: true, force: true });
}
await bundleServer(SERVER_FOLDER, { watch });
