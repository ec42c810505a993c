import { findBase } from '../repository/find-base.ts';
import { StartupError } from '../startup-error.ts';
import { findChangedFiles, toEnvironment } from './changed-files.ts';

/** The arguments of `npm test` for Nx. */
export interface NxRun {
  readonly command: string[];
  readonly targets: string[];
  readonly environment?: NodeJS.ProcessEnv;
}

/** A target's configuration `quick`, if it has one, only checks changed files. */
const TARGETS = ['format', 'spelling', 'lint', 'types', 'test'];

/** Slow targets, which only run after changes of these files. */
const WHEN_CHANGED: Record<string, RegExp> = {
  document: /^backend\/(?:\.|openapi|redocly|src\/.*\b(?:controller|decorator|dto|errors|openapi)\b)/,
  e2e: /^e2e\/src\/.*\.spec\.ts$/,
  recipes: /^docs\/.*\.(md|sh)$|^deploy\/observability\//,
};

export function selectTargets(changed: string[]): string[] {
  const added = Object.entries(WHEN_CHANGED).filter(([, form]) => changed.some((path) => form.test(path)));
  return [...TARGETS, ...added.map(([target]) => target)];
}

/** What Nx considers affected by changes since the base of the branch, by the inputs of each target. */
export function planQuickRun(): NxRun {
  const base = findBase();
  if (base === undefined) {
    throw new StartupError('There is no Git here, or no commit to compare with: name one in NX_BASE.');
  }
  const changed = findChangedFiles(base);
  return {
    command: ['affected', `--base=${base}`, '--configuration=quick'],
    targets: selectTargets(changed),
    environment: toEnvironment(changed),
  };
}
