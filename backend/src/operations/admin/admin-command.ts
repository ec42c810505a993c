import type { Readable, Writable } from 'node:stream';
import type { ParseArgsOptionsConfig } from 'node:util';

/** The streams of a command: the process's own, or those of a test. */
export interface Terminal {
  readonly input: Readable & { readonly isTTY?: boolean };
  readonly output: Writable;
  readonly errors: Writable;
}

/** The parsed command line. */
export interface AdminCall {
  readonly environment: NodeJS.ProcessEnv;
  /** Positional arguments, at most as many as the command accepts. */
  readonly operands: readonly string[];
  readonly options: Readonly<Record<string, string | boolean | undefined>>;
  readonly terminal: Terminal;
}

export type AdminRecord = Readonly<Record<string, unknown>>;

export interface AdminResult {
  /** The output of `--json`; as text, an array is printed as a table. */
  readonly data: AdminRecord | readonly AdminRecord[];
  /** The table's columns; by default all. */
  readonly columns?: readonly string[];
  /** A sentence on what was changed, without secrets: it is also said where the output cannot be written. */
  readonly done?: string;
  /** A sentence for the user. */
  readonly message?: string;
  /** Whether a problem was found that needs attention: the exit code is 1. */
  readonly failed?: boolean;
}

export interface AdminCommand {
  /** Arguments in man-page notation: `<email> [--display-name <name>]`. */
  readonly usage: string;
  readonly summary: string;
  readonly options?: ParseArgsOptionsConfig;
  /** Minimum and maximum number of operands. */
  readonly operands: readonly [least: number, most: number];
  execute(call: AdminCall): Promise<AdminResult>;
}

/** Invalid usage: the process shows the message, which is one line, and exits with code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** The command failed for the reason in the message: the process exits with code 1. */
export class AdminError extends Error {
  override readonly name = 'AdminError';
}
