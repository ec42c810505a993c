import type { Readable, Writable } from 'node:stream';
import type { ParseArgsOptionsConfig } from 'node:util';

/** Where a command reads and writes: the process's own streams, or a test's. */
export interface Terminal {
  readonly input: Readable & { readonly isTTY?: boolean };
  readonly output: Writable;
  readonly errors: Writable;
}

/** What was typed, checked against the command. */
export interface AdminCall {
  readonly environment: NodeJS.ProcessEnv;
  /** Arguments without dashes, as many as the command has at most. */
  readonly operands: readonly string[];
  readonly options: Readonly<Record<string, string | boolean | undefined>>;
  readonly terminal: Terminal;
}

export type AdminRecord = Readonly<Record<string, unknown>>;

export interface AdminResult {
  /** What machines get by `--json`; people get an array as a table. */
  readonly data: AdminRecord | readonly AdminRecord[];
  /** Members that the table shows; all unless named. */
  readonly columns?: readonly string[];
  /** A sentence for people. */
  readonly message?: string;
  /** Whether what was looked at needs somebody: the process ends with code 1. */
  readonly failed?: boolean;
}

export interface AdminCommand {
  /** What follows the name, in the notation of manuals: `<email> [--display-name <name>]`. */
  readonly usage: string;
  readonly summary: string;
  readonly options?: ParseArgsOptionsConfig;
  /** The least and the greatest number of operands. */
  readonly operands: readonly [least: number, most: number];
  run(call: AdminCall): Promise<AdminResult>;
}

/** The command line cannot be understood: the process shows the usage and ends with code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** What was asked for cannot be done, for a reason that the message tells: the process ends with code 1. */
export class AdminError extends Error {
  override readonly name = 'AdminError';
}
