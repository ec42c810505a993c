import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** Where the portal is built to, seen from the built server. */
const PORTAL_FOLDER = resolve(__dirname, '../../../../portal/browser');

/** What is served, and what the build has encoded of it. */
const SERVED = /^[^.].*\.(?:html|css|js|svg)(?:\.br|\.gz)?$/;

/** Names and contents. */
export type FileContents = ReadonlyMap<string, Uint8Array>;

/**
 * The built files of the portal; none, when no portal was built. They are read once, and by one process for all of its
 * workers: the page of one build names files that another one does not have.
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
