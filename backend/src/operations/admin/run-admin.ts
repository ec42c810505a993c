import { ConfigurationError } from '../../platform/config/configuration-error';
import { VERSION } from '../../platform/config/version';
import { SchemaMismatchError } from '../../platform/schema/schema-state';
import { isDatabaseUnavailable } from '../../platform/errors/database-errors';
import { type FieldError, Problem } from '../../platform/errors/problem';
import { reasonOf } from '../../platform/errors/reason-of';
import { escapeUnprintable, replaceUnprintable } from '../../platform/logging/unprintable';
import { AdminError, type AdminRecord, type AdminResult, type Terminal, UsageError } from './admin-command';
import { describeCommands, readCommandLine } from './command-line';
import { toTable } from './print-table';
import { write, writeResult } from './write-out';

const DONE = 0;
const FAILED = 1;
const MISUSED = 2;

const HINT = 'See npm run admin -- --help\n';

/** Options that need no command, settings or database. */
const ABOUT_ITSELF: Readonly<Record<string, (() => string) | undefined>> = {
  '--help': describeCommands,
  '--version': () => `${VERSION}\n`,
};

/**
 * Runs an administrator's command.
 * @param args the arguments after `npm run admin --`.
 * @returns the exit code: 0 success, 1 failure with the reason on standard error, 2 invalid usage.
 */
export async function runAdmin(
  environment: NodeJS.ProcessEnv,
  args: readonly string[],
  terminal: Terminal,
): Promise<number> {
  const answer = args.length === 1 ? ABOUT_ITSELF[args[0] ?? ''] : undefined;
  try {
    if (answer) {
      await writeResult(terminal.output, answer(), { data: {} });
      return DONE;
    }
    const { command, json, operands, options } = readCommandLine(args);
    const result = await command.execute({ environment, operands, options, terminal });
    await writeResult(terminal.output, json ? toJson(result) : toText(result), result);
    return result.failed ? FAILED : DONE;
  } catch (error) {
    const isOneLine = error instanceof UsageError || error instanceof AdminError;
    const reason = `${(isOneLine ? replaceUnprintable : toLines)(describe(error))}\n`;
    const isMisuse = error instanceof UsageError;
    const help = args.length === 0 ? `\n${describeCommands()}` : HINT;
    // Where that cannot be written either, the exit code says it.
    await write(terminal.errors, isMisuse ? `${reason}${help}` : reason).catch(() => undefined);
    return isMisuse ? MISUSED : FAILED;
  }
}

function toJson({ data }: AdminResult): string {
  return `${escapeUnprintable(JSON.stringify(data, undefined, 2))}\n`;
}

function toText({ data, columns, done, message }: AdminResult): string {
  const rows: readonly AdminRecord[] = Array.isArray(data) ? (data as AdminRecord[]) : [];
  const table = columns?.length === 0 ? [] : toTable(rows, columns ?? Object.keys(rows[0] ?? {}));
  const sentences = [done, message].filter((sentence) => sentence !== undefined);
  return [...table, ...sentences.map(toLines)].map((line) => `${line}\n`).join('');
}

/** What came from outside, such as an argument, tells the terminal nothing. */
function toLines(text: string): string {
  return text.split('\n').map(replaceUnprintable).join('\n');
}

/** Only the message for expected errors, the whole error where it may be a bug. */
function describe(error: unknown): string {
  if (error instanceof Problem) {
    const fields = (error.members.errors ?? []) as FieldError[];
    return fields.length > 0
      ? fields.map(({ pointer, message }) => `${pointer.slice(1)}: ${message}`).join('\n')
      : error.message;
  }
  if (isDatabaseUnavailable(error)) {
    return `The database cannot be used: ${reasonOf(error)}`;
  }
  const isExpected = [UsageError, AdminError, ConfigurationError, SchemaMismatchError].some(
    (kind) => error instanceof kind,
  );
  const isOfTheSystem = /^E[A-Z]+$/.test((error as NodeJS.ErrnoException).code ?? '');
  return isExpected || isOfTheSystem ? reasonOf(error) : String((error as Error).stack);
}
