import { readFileSync } from 'node:fs';
import { validateSync } from 'class-validator';
import { ConfigurationError } from './configuration-error';
import { Environment, SECRET_SETTINGS, type Setting } from './environment';

/** These default to the value of `DATABASE_URL`. */
const LIKE_DATABASE_URL = [
  'DATABASE_MIGRATION_URL',
  'DATABASE_DIRECT_URL',
] as const satisfies readonly Setting[];

/**
 * Reads secret files, applies defaults and validates every setting individually.
 * @throws ConfigurationError with all problems at once.
 */
export function readEnvironment(variables: NodeJS.ProcessEnv): Environment {
  const environment = new Environment();
  const problems: string[] = [];
  for (const name of Object.keys(environment) as Setting[]) {
    environment[name] = variables[name] || environment[name];
  }
  for (const name of SECRET_SETTINGS) {
    readSecretFile(name, variables, environment, problems);
  }
  const borrowers = LIKE_DATABASE_URL.filter((name) => environment[name] === '');
  borrowers.forEach((name) => (environment[name] = environment.DATABASE_URL));
  problems.push(...findProblems(environment, borrowers));
  if (problems.length > 0) {
    throw new ConfigurationError(problems);
  }
  environment.PUBLIC_URL ||= `http://localhost:${environment.PORT}`;
  return environment;
}

function readSecretFile(
  name: (typeof SECRET_SETTINGS)[number],
  variables: NodeJS.ProcessEnv,
  environment: Environment,
  problems: string[],
): void {
  const path = variables[`${name}_FILE`];
  if (!path) {
    return;
  }
  if (variables[name]) {
    problems.push(`${name}: is given twice, as ${name} and as ${name}_FILE`);
    return;
  }
  try {
    environment[name] = readFileSync(path, 'utf8').trim();
  } catch {
    problems.push(`${name}_FILE: the file cannot be read`);
  }
}

/** @param borrowers settings that default to the value of another, whose problem is reported only once. */
function findProblems(environment: Environment, borrowers: readonly string[]): string[] {
  return validateSync(environment, { stopAtFirstError: true, whitelist: false })
    .filter(({ property }) => !borrowers.includes(property))
    .flatMap(({ property, constraints }) =>
      Object.values(constraints ?? {}).map((message) => `${property}: ${message}`),
    );
}
