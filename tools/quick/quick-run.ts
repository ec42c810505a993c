import { findBase } from '../repository/find-base.ts';
import { StartupError } from '../startup-error.ts';
import { findChangedFiles, toEnvironment } from './changed-files.ts';

/** What `npm test` asks of Nx. */
export interface NxRun {
  readonly command: string[];
  readonly targets: string[];
  readonly environment?: NodeJS.ProcessEnv;
}

/** Those of a target's configuration `quick`, where it has one, look at changed files alone. */
const TARGETS = ['format', 'spelling', 'lint', 'types', 'test'];

/** These take their time, and run after a change of these files alone. */
const WHEN_CHANGED: Record<string, RegExp> = {
  document: /^backend\/(?:\.|openapi|redocly|src\/.*\b(?:controller|decorator|dto|errors|openapi)\b)/,
  e2e: /^e2e\/src\/.*\.spec\.ts$/,
  recipes: /^docs\/.*\.(md|sh)$|^deploy\/observability\//,
};

export function selectTargets(changed: string[]): string[] {
  const added = Object.entries(WHEN_CHANGED).filter(([, form]) => changed.some((path) => form.test(path)));
  return [...TARGETS, ...added.map(([target]) => target)];
}

/** What Nx finds that a change since the base of the branch touches, by the inputs of each target. */
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
