import { readFileSync } from 'node:fs';
import { join } from 'node:path';

interface BillOfMaterials {
  bomFormat: string;
  components: { name: string; version: string }[];
}

interface InstalledPackages {
  packages: Record<string, { version: string }>;
}

/** Packages installed in the image but missing from its bill of materials (CycloneDX); empty if there are none. */
export function findUnnamedPackages(folder: string): string[] {
  const { bomFormat, components } = readJson<BillOfMaterials>(join(folder, 'sbom.json'));
  if (bomFormat !== 'CycloneDX') {
    return ['sbom.json is not CycloneDX'];
  }
  const named = new Set(components.map(({ name, version }) => `${name}@${version}`));
  const { packages } = readJson<InstalledPackages>(join(folder, 'node_modules/.package-lock.json'));
  return Object.entries(packages)
    .map(([path, { version }]) => `${path.split('node_modules/').at(-1)}@${version}`)
    .filter((name) => !named.has(name));
}

function readJson<T>(path: string): T {
  return JSON.parse(readFileSync(path, 'utf8')) as T;
}
