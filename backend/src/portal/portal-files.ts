import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The portal's build output, relative to the built server; a server that runs from its sources has none. */
const PORTAL_FOLDER = join(__dirname, '../portal/browser');

/** Files to serve, including those precompressed by the build. */
const SERVED = /^[^.].*\.(?:html|css|js|svg)(?:\.br|\.gz)?$/;

/** Contents by file name. */
export type FileContents = ReadonlyMap<string, Uint8Array>;

/**
 * The portal's built files; empty if it was not built. Read once by one process for all its workers, since the page of
 * one build refers to files that another build lacks.
 */
export class PortalFiles {
  constructor(readonly contents: FileContents) {}

  static read(folder = PORTAL_FOLDER): PortalFiles {
    const names = listFiles(folder).filter((name) => SERVED.test(name));
    return new PortalFiles(new Map(names.map((name) => [name, readFileSync(join(folder, name))])));
  }
}

function listFiles(folder: string): string[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
      entry.isFile() ? [entry.name] : [],
    );
  } catch {
    return [];
  }
}
