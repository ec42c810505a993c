/** What a command of the administrator works on: `--help`, `--version` and nothing at all need no database to be started. */
export function needsOf(args: readonly string[]): 'nothing' | 'secrets' | 'database' {
  const [first = ''] = args[0] === '--json' ? args.slice(1) : args;
  if (first === '' || first.startsWith('-')) {
    return 'nothing';
  }
  return first === 'secrets' ? 'secrets' : 'database';
}
