import { join } from 'node:path';
import { bundleServer } from '../../../../tools/product/bundle-server.ts';
import { workspaceRoot } from '../../../../tools/workspace-root.ts';

/** Beside the built server, but with no portal. */
const FOLDER = 'dist/test/server';

/** Bundles the server that specs start as a process; resolves to its folder. */
export async function bundleTestServer() {
  await bundleServer(FOLDER);
  return join(workspaceRoot, FOLDER);
}
