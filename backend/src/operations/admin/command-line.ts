import { parseArgs } from 'node:util';
import { type AdminCall, type AdminCommand, UsageError } from './admin-command';
import { COMMANDS } from './commands';

/** A command with its parsed arguments. */
export interface CommandLine extends Pick<AdminCall, 'operands' | 'options'> {
  readonly command: AdminCommand;
  readonly json: boolean;
}

/** `--json` may also come before the command. @throws UsageError */
export function readCommandLine([first, ...others]: readonly string[]): CommandLine {
  if (first === '--json') {
    return { ...readCommandLine(others), json: true };
  }
  const args = first === undefined ? [] : [first, ...others];
  const [name, command] = findCommand(args);
  const rest = args.slice(name.split(' ').length);
  const { values, positionals } = parse(rest, command);
  const [least, most] = command.operands;
  if (positionals.length < least || positionals.length > most) {
    throw new UsageError(`${name} is written: ${usageOf(name, command)}`);
  }
  const { json, ...options } = values;
  return { command, operands: positionals, options, json: json === true };
}

/** The usage text of all commands. */
export function describeCommands(): string {
  const lines = Object.entries(COMMANDS).map(
    ([name, command]) => `  ${usageOf(name, command)}\n      ${command.summary}`,
  );
  return `Usage: npm run admin -- <command> [--json] | --help | --version\n\n${lines.join('\n')}\n`;
}

function findCommand(args: readonly string[]): [name: string, command: AdminCommand] {
  const found = Object.entries(COMMANDS).find(([name]) =>
    name.split(' ').every((word, index) => args[index] === word),
  );
  if (!found) {
    throw new UsageError(whyNotFound(args));
  }
  return found;
}

function whyNotFound(args: readonly string[]): string {
  const [first = ''] = args;
  if (first.startsWith('-')) {
    return `The command comes first, and then ${first}.`;
  }
  return args.length === 0 ? 'Which command?' : `There is no command ${args.join(' ')}.`;
}

function parse(
  args: string[],
  { options = {} }: AdminCommand,
): { values: Record<string, string | boolean | undefined>; positionals: string[] } {
  try {
    const { values, positionals } = parseArgs({
      args,
      options: { ...options, json: { type: 'boolean' } },
      allowPositionals: true,
    });
    return { values: values, positionals };
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

function usageOf(name: string, { usage }: AdminCommand): string {
  return `${name} ${usage}`.trim();
}
