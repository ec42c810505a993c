import { basename, join } from 'node:path';
import { bundleServer } from '../../../../tools/product/bundle-server.ts';
import { workspaceRoot } from '../../../../tools/workspace-root.ts';

/**
 * Bundles the server that specs start as a process; resolves to its folder, which has no portal beside it.
 * @param project folder of the specs: those of two projects can run at the same time.
 */
export async function bundleTestServer(project) {
  const folder = join('dist/test', basename(project), 'server');
  await bundleServer(folder);
  return join(workspaceRoot, folder);
}
