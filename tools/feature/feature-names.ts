import { className } from '../database/migration-list.ts';
import { StartupError } from '../startup-error.ts';

/** A feature's name in every form used in its files. */
export type FeatureNames = Readonly<Record<string, string>> & { readonly 'plural-file': string };

const WORDS = /^[a-z]{2,30}(-[a-z]{2,30}){0,2}$/;
const LONGEST = 40;

/**
 * @param plural what a person has many of, in lower case: `notes`, `reading-lists`.
 * @param singular one of them, where it is not the plural without its `s`.
 * @throws StartupError for what cannot be a name
 */
export function namesOf(plural: string, singular = ''): FeatureNames {
  if (!WORDS.test(plural) || plural.length > LONGEST) {
    throw new StartupError(
      'Name the feature by what a person has many of, in lower case: npm run feature:generate -- notes',
    );
  }
  const one = singular || singularOf(plural);
  if (!WORDS.test(one) || one === plural) {
    throw new StartupError(
      `"${one}" is not one of "${plural}": npm run feature:generate -- ${plural} <one of them>`,
    );
  }
  return {
    ...formsOf('plural', plural),
    ...formsOf('singular', one),
    table: plural.replaceAll('-', '_'),
    words: plural.replaceAll('-', ' '),
    Title: className(plural.slice(0, 1)) + plural.slice(1).replaceAll('-', ' '),
  };
}

function singularOf(plural: string): string {
  if (!plural.endsWith('s') || /(ss|ies|[sxz]es|[cs]hes)$/.test(plural)) {
    throw new StartupError(`What is one of them called? npm run feature:generate -- ${plural} <one of them>`);
  }
  return plural.slice(0, -1);
}

function formsOf<Form extends string>(
  form: Form,
  words: string,
): Record<string, string> & Record<`${Form}-file`, string> {
  const name = className(words);
  return {
    [`${form}-file`]: words,
    [form]: name.slice(0, 1).toLowerCase() + name.slice(1),
    [className(form)]: name,
    [form.toUpperCase()]: words.replaceAll('-', '_').toUpperCase(),
  } as Record<string, string> & Record<`${Form}-file`, string>;
}
