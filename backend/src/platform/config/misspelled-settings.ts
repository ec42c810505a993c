import { Environment, SECRET_SETTINGS } from './environment';

const PREFIX = 'TASKWARD_';
/** Variables that Kubernetes sets in every container for a service called `taskward`. */
const OF_A_SERVICE = /_(SERVICE_.*|PORT(_.*)?)$/;
/** Minimum name lengths for two mistakes, and for one. Shorter names are taken to mean something else. */
const LENGTH_FOR_TWO = 9;
const LENGTH_FOR_ONE = 4;
/** Names one letter away from a setting that are nevertheless intended. */
const OTHER_NAMES = ['HOSTS', 'PORTS', 'POST', 'SORT', 'COST'];
/** Variables that docs/ci.md has people export for scripts. */
const OF_SCRIPTS = ['TASKWARD_URL', 'TASKWARD_TOKEN', 'TASKWARD_BRANCH'];
/** A setting that only `npm start` uses. */
const OF_TOOLS = 'DATA_DIR';

const KNOWN = [...Object.keys(new Environment()), ...SECRET_SETTINGS.map((name) => `${name}_FILE`), OF_TOOLS];
const MEANT = [...KNOWN, ...OTHER_NAMES, ...OF_SCRIPTS];

export interface MisspelledSetting {
  readonly given: string;
  /** Undefined if only the product's name suggests that a setting was intended. */
  readonly meant: string | undefined;
}

/** Variables that are not settings but nearly are, or that start with the product's name. */
export function findMisspelledSettings(variables: NodeJS.ProcessEnv): MisspelledSetting[] {
  return Object.keys(variables)
    .filter((given) => !MEANT.includes(given))
    .map((given) => ({ given, meant: settingLike(given) }))
    .filter(({ given, meant }) => meant !== undefined || isPrefixed(given));
}

function isPrefixed(given: string): boolean {
  return given.startsWith(PREFIX) && !OF_A_SERVICE.test(given);
}

function settingLike(given: string): string | undefined {
  const name = given.toUpperCase().slice(isPrefixed(given) ? PREFIX.length : 0);
  return KNOWN.find((setting) => setting === name) ?? KNOWN.find((setting) => isNearly(setting, name));
}

function isNearly(setting: string, name: string): boolean {
  const length = Math.min(setting.length, name.length);
  const allowed = length >= LENGTH_FOR_TWO ? 2 : 1;
  // The lengths first: to count takes a millisecond for a name, and a server starts with a hundred of them.
  const isAsLong = Math.abs(setting.length - name.length) <= allowed;
  return length >= LENGTH_FOR_ONE && isAsLong && countMistakes(setting, name) <= allowed;
}

/** Number of wrong, missing, extra or transposed letters: the optimal string alignment distance. */
function countMistakes(one: string, other: string): number {
  const rows = [Array.from({ length: other.length + 1 }, (_, column) => column)];
  for (let line = 1; line <= one.length; line += 1) {
    const row = [line];
    for (let column = 1; column <= other.length; column += 1) {
      const replaced = rows[line - 1]![column - 1]! + (one[line - 1] === other[column - 1] ? 0 : 1);
      const isExchanged =
        line > 1 && column > 1 && one[line - 1] === other[column - 2] && one[line - 2] === other[column - 1];
      const exchanged = isExchanged ? rows[line - 2]![column - 2]! + 1 : Infinity;
      row.push(Math.min(replaced, exchanged, rows[line - 1]![column]! + 1, row[column - 1]! + 1));
    }
    rows.push(row);
  }
  return rows.at(-1)!.at(-1)!;
}
