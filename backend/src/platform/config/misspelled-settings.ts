import { Environment, SECRET_SETTINGS } from './environment';

const PREFIX = 'TASKWARD_';
/** What Kubernetes sets in every container for a service called `taskward`. */
const OF_A_SERVICE = /_(SERVICE_.*|PORT(_.*)?)$/;
/** Letters that are wrong, missing or too many. Shorter names have others so close that mean something else. */
const MISTAKES_MAXIMUM = 2;
const LENGTH_MINIMUM = 7;

const KNOWN = [...Object.keys(new Environment()), ...SECRET_SETTINGS.map((name) => `${name}_FILE`)];

export interface MisspelledSetting {
  readonly given: string;
  readonly meant: string;
}

/** Variables that are no setting, but nearly one, or one behind the name of the product. */
export function findMisspelledSettings(variables: NodeJS.ProcessEnv): MisspelledSetting[] {
  return Object.keys(variables)
    .filter((given) => !KNOWN.includes(given))
    .flatMap((given) => {
      const meant = settingLike(given);
      return meant ? [{ given, meant }] : [];
    });
}

function settingLike(given: string): string | undefined {
  const isPrefixed = given.startsWith(PREFIX);
  const name = given.toUpperCase().slice(isPrefixed ? PREFIX.length : 0);
  if (isPrefixed && OF_A_SERVICE.test(given)) {
    return undefined;
  }
  return (
    KNOWN.find((setting) => setting === name) ??
    KNOWN.find((setting) => name.length >= LENGTH_MINIMUM && countMistakes(setting, name) <= MISTAKES_MAXIMUM)
  );
}

/** The Levenshtein distance. */
function countMistakes(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, column) => column);
  for (const [line, letter] of Array.from(one).entries()) {
    const next = [line + 1];
    for (const [column, otherLetter] of Array.from(other).entries()) {
      const replaced = row[column]! + (letter === otherLetter ? 0 : 1);
      next.push(Math.min(replaced, row[column + 1]! + 1, next[column]! + 1));
    }
    row = next;
  }
  return row.at(-1)!;
}
