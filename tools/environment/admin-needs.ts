/** What a command of the administrator works on: `--help`, `--version` and nothing at all need no database to be started. */
export function needsOf([first = '']: readonly string[]): 'nothing' | 'secrets' | 'database' {
  if (first === '' || first.startsWith('-')) {
    return 'nothing';
  }
  return first === 'secrets' ? 'secrets' : 'database';
}
