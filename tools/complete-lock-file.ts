/**
 * `npm run lock:complete`, after every change of a dependency: adds to `package-lock.json` the packages of other
 * platforms that npm dropped because its registry did not have them. Without them `npm ci` refuses to run where
 * the registry has them. They stand without a checksum until an npm that finds them adds it.
 * With `--check` it writes nothing and fails when a package is missing or a registry's address is written down.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  findMissingPackages,
  type LockedPackage,
  type LockFile,
  type MissingPackage,
} from './lock-file/missing-packages.ts';
import { platformOf } from './lock-file/platform.ts';
import { runCommand } from './run-command.ts';
import { StartupError } from './startup-error.ts';
import { workspaceRoot } from './workspace-root.ts';

const PATH = join(workspaceRoot, 'package-lock.json');

await runCommand(() => {
  const lockFile = JSON.parse(readFileSync(PATH, 'utf8')) as LockFile;
  const missing = findMissingPackages(lockFile);
  if (process.argv.includes('--check')) {
    check(lockFile, missing);
    return;
  }
  const added = missing.map((entry) => [entry.path, toLocked(entry)] as const);
  const packages = Object.entries(lockFile.packages).concat(added.map(([path, locked]) => [path, locked]));
  packages.sort(([one], [other]) => one.localeCompare(other, 'en'));
  writeFileSync(
    PATH,
    `${JSON.stringify({ ...lockFile, packages: Object.fromEntries(packages) }, null, 2)}\n`,
  );
  console.log(`Added ${added.length} packages of other platforms.`);
});

function toLocked({ name, version, parent }: MissingPackage): LockedPackage {
  const { dev, devOptional } = parent;
  return {
    version,
    ...platformOf(name),
    ...(dev && { dev }),
    ...(devOptional && { devOptional }),
    optional: true,
  };
}

function check({ packages }: LockFile, missing: MissingPackage[]): void {
  const missingNames = missing.map(({ name, version }) => `${name}@${version} is missing`);
  const addresses = Object.entries(packages)
    .filter(([, { resolved }]) => resolved)
    .map(([path]) => `${path} names a registry`);
  const problems = [...missingNames, ...addresses];
  if (problems.length > 0) {
    throw new StartupError(`package-lock.json: ${problems.join(', ')}. Run: npm run lock:complete`);
  }
}
