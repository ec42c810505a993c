import type { Platform } from './platform.ts';

export interface LockFile {
  packages: Record<string, LockedPackage>;
}

export interface LockedPackage extends Platform {
  version?: string;
  dev?: boolean;
  devOptional?: boolean;
  optional?: boolean;
  resolved?: string;
  optionalDependencies?: Record<string, string>;
}

export interface MissingPackage {
  /** Its path in the lock file, such as `node_modules/@nx/nx-darwin-arm64`. */
  path: string;
  name: string;
  version: string;
  /** The dependent package. */
  parent: LockedPackage;
}

/** Optional dependencies with an exact version that are missing from the lock file. */
export function findMissingPackages({ packages }: LockFile): MissingPackage[] {
  return Object.entries(packages).flatMap(([parentPath, parent]) =>
    Object.entries(parent.optionalDependencies ?? {})
      .filter(([name, version]) => /^\d/.test(version) && !holds(packages, parentPath, name, version))
      .map(([name, version]) => ({ path: placeFor(packages, parentPath, name), name, version, parent })),
  );
}

/** Resolved as by Node: in the parent's own folder first, then in each folder above. */
function holds(packages: LockFile['packages'], parentPath: string, name: string, version: string): boolean {
  const found = searchPaths(parentPath, name).find((path) => packages[path]);
  return found !== undefined && packages[found]?.version === version;
}

function searchPaths(parentPath: string, name: string): string[] {
  const here = `${parentPath ? `${parentPath}/` : ''}node_modules/${name}`;
  const end = parentPath.lastIndexOf('node_modules/');
  return end < 0 ? [here] : [here, ...searchPaths(parentPath.slice(0, Math.max(end - 1, 0)), name)];
}

function placeFor(packages: LockFile['packages'], parentPath: string, name: string): string {
  const top = `node_modules/${name}`;
  return packages[top] ? `${parentPath}/${top}` : top;
}
