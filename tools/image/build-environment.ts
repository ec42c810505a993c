import { copyFileSync, mkdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** npm's network settings; nothing else of the npm and Node that may have started us is kept. */
const KEPT = ['npm_config_registry', 'npm_config_cache', 'NODE_EXTRA_CA_CERTS'];

/**
 * The surroundings of the steps: our own Node in a folder that everybody may read, as in the base image, and none of
 * the programs of this workspace.
 */
export function buildEnvironment(directory: string): NodeJS.ProcessEnv {
  const programs = join(directory, 'bin');
  mkdirSync(programs);
  copyFileSync(process.execPath, join(programs, 'node'));
  const inherited = Object.entries(process.env).filter(
    ([name]) => !/^(npm_|NX_|NODE_)/i.test(name) || KEPT.includes(name),
  );
  return {
    ...Object.fromEntries(inherited),
    PATH: [programs, ...withoutPackages(process.env.PATH)].join(delimiter),
    npm_config_prefer_offline: 'true',
  };
}

function withoutPackages(path = ''): string[] {
  return path.split(delimiter).filter((folder) => !folder.includes('node_modules'));
}
