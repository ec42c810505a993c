import { createRequire } from 'node:module';

/** A server that listens. */
export interface RunningServer {
  url: string;
  /** Rejects when the server fails. */
  failure: Promise<never>;
  /** Maximum duration of a shutdown in milliseconds. */
  longestStop: number;
  stop(): Promise<void>;
}

/** The streams that a command reads and writes. */
interface Terminal {
  input: NodeJS.ReadStream;
  output: NodeJS.WriteStream;
  errors: NodeJS.WriteStream;
}

/** Of `backend/src/server-parts.ts`. */
interface ServerParts {
  'platform/schema/migrate': {
    migrate: (environment: NodeJS.ProcessEnv) => Promise<string[]>;
    revert: (environment: NodeJS.ProcessEnv) => Promise<string[]>;
  };
  'operations/admin/run-admin': {
    /** Resolves to the exit code. */
    runAdmin: (environment: NodeJS.ProcessEnv, args: string[], terminal: Terminal) => Promise<number>;
  };
  'operations/admin/purge-audit-events': {
    purgeAuditEvents: (environment: NodeJS.ProcessEnv) => Promise<number>;
  };
  'last-resort': { exitOnUncaughtError: (stop: () => Promise<void>, longestStop: number) => void };
  serve: { serve: (environment: NodeJS.ProcessEnv) => Promise<RunningServer> };
  seed: { seed: (environment: NodeJS.ProcessEnv) => Promise<{ email: string; password: string }> };
  'api-document/write-document': { writeDocument: (path: string) => Promise<void> };
}

const require = createRequire(import.meta.url);

/** The folder of the built server, relative to the workspace. */
export const SERVER_FOLDER = 'dist/server';

/**
 * How Node runs the server, in the image and by `npm start` as well. The first two bound the garbage that is kept: without
 * them Node goes by the memory of the machine. The third lets the old generation grow by 60 % between two collections of
 * the whole heap: left to itself, V8 made one every 1.5 s while somebody uploaded files.
 */
export const SERVER_FLAGS = [
  '--max-semi-space-size=16',
  '--max-old-space-size=1024',
  '--heap-growing-percent=60',
];

/** A part of the built server; loaded lazily, since it may only just have been built. */
export async function loadServerPart<Name extends keyof ServerParts>(name: Name): Promise<ServerParts[Name]> {
  const { parts } = require(`../../${SERVER_FOLDER}/server.js`) as {
    parts: { [Part in keyof ServerParts]: () => Promise<ServerParts[Part]> };
  };
  return parts[name]();
}
