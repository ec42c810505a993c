import { basename, dirname } from 'node:path';

/** Critical specs that run after every change of the server. */
const ALWAYS = ['isolation', 'login', 'refresh-rotation', 'schema'];

const HTTP_SPECS = 'backend/test/';

/** Folder names that say nothing about a subject. */
const GENERAL = ['backend', 'core', 'dto', 'src', 'support', 'test'];

/**
 * The HTTP specs to run after a change of the server. Each of them runs the whole application, so that each depends on
 * every file of it. Those are taken that bear the name of a changed file or of its folder: `tasks-order` and all of a
 * folder `tasks/` for `tasks/core/list-tasks.query.ts`, `session-limit` for `sessions/`, `task-bulk` for `tasks/bulk/`.
 */
export function selectHttpSpecs(specs: string[], changed: string[]): string[] {
  const about = changed.flatMap(subjectsOf).flatMap((subject) => findAbout(subject, specs));
  return specs.filter((path) => about.includes(path) || ALWAYS.includes(nameOf(path)));
}

/** For a spec, only its own name: the others in its folder have not changed. */
function subjectsOf(path: string): string[] {
  if (path.startsWith(HTTP_SPECS)) {
    return [nameOf(path)];
  }
  const [folder = '', wing = ''] = foldersOf(path).reverse();
  return [nameOf(path), folder, `${singularOf(wing)}-${folder}`].filter((subject) => subject !== '');
}

/** Specs that begin with a subject; where none goes on after it, those that begin with it in the singular as well. */
function findAbout(subject: string, specs: string[]): string[] {
  const beginWith = (word: string): string[] => specs.filter((path) => nameOf(path).startsWith(`${word}-`));
  const own = specs.filter((path) => nameOf(path) === subject || foldersOf(path).at(-1) === subject);
  const further = beginWith(subject);
  return own.concat(further.length > 0 ? further : beginWith(singularOf(subject)));
}

/** `list-tasks` of `tasks/core/list-tasks.query.ts`. */
const nameOf = (path: string): string => basename(path).replace(/\..*$/s, '');

const foldersOf = (path: string): string[] =>
  dirname(path)
    .split('/')
    .filter((folder) => !GENERAL.includes(folder));

const singularOf = (word: string): string => word.replace(/s$/, '');
