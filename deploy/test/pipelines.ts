import { NoOperationTraceWriter, parseWorkflow } from '@actions/workflow-parser';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readJson, readText, readYaml, WORKSPACE } from './workspace.ts';

export const GITHUB = '.github/workflows/ci.yml';
export const GITLAB = '.gitlab-ci.yml';

/** What GitHub's own parser has against the workflow, by its schema of workflows. */
export function findWorkflowErrors(content: string): string[] {
  const { context } = parseWorkflow({ name: GITHUB, content }, new NoOperationTraceWriter());
  return context.errors.getErrors().map(({ message }) => message);
}

/** The commands of every job, by the name of the job. */
export type Jobs = Record<string, string[]>;

interface GithubJob {
  strategy?: { matrix: { include: Record<string, string>[] } };
  permissions?: Record<string, string>;
  steps: { run?: string }[];
}

export interface GithubWorkflow {
  permissions: Record<string, string>;
  jobs: Record<string, GithubJob>;
}

export const readGithubWorkflow = (): GithubWorkflow => readYaml<GithubWorkflow>(GITHUB);

export function readGithubJobs(): Jobs {
  return mapValues(readGithubWorkflow().jobs, ({ strategy, steps }) => {
    const commands = steps.flatMap(({ run }) => run ?? []);
    const rows = strategy?.matrix.include ?? [{}];
    return rows.flatMap((row) => fillIn(commands, row, (name) => `\${{ matrix.${name} }}`));
  });
}

/** What every job of GitLab may say; anything else at the top level is a setting for all. */
export interface GitlabJob {
  stage: string;
  script: string[];
  parallel?: { matrix: [{ PROJECTS: string[] }] };
  artifacts?: { paths?: string[]; reports?: Record<string, unknown> };
}

const GITLAB_SETTINGS = ['default', 'include', 'stages', 'variables', 'workflow'];

export interface GitlabPipeline {
  stages: string[];
  jobs: Record<string, GitlabJob>;
}

export function readGitlabPipeline(): GitlabPipeline {
  const file = readYaml<Record<string, unknown>>(GITLAB);
  const jobs = Object.entries(file).filter(([name]) => !GITLAB_SETTINGS.includes(name));
  return { stages: file.stages as string[], jobs: Object.fromEntries(jobs) as Record<string, GitlabJob> };
}

export function readGitlabJobs(): Jobs {
  return mapValues(readGitlabPipeline().jobs, ({ parallel, script }) =>
    (parallel?.matrix[0].PROJECTS ?? ['']).flatMap((PROJECTS) =>
      fillIn(script, { PROJECTS }, (name) => `$${name}`),
    ),
  );
}

/** The npm scripts and the files that commands run. */
export function programsOf(jobs: Jobs): string[] {
  const commands = Object.values(jobs).flat();
  return [...new Set(commands.filter((command) => command !== 'npm ci'))].toSorted();
}

/** The projects that a command such as `npm test -- --projects=backend,frontend` tests. */
export function testedProjects(program: string): string[] {
  const [, projects] = /^npm test -- --projects=(\S+)$/.exec(program) ?? [];
  return projects?.split(',') ?? [];
}

/** The names of the workspace's projects. */
export function readProjects(): string[] {
  return readdirSync(WORKSPACE)
    .map((folder) => join(folder, 'project.json'))
    .filter((path) => existsSync(join(WORKSPACE, path)))
    .map((path) => readJson<{ name: string }>(path).name);
}

export const readWorkflowText = (): string => readText(GITHUB);

/** Commands of one job of a matrix, whose values they name in a way of their own. */
function fillIn(
  commands: string[],
  values: Record<string, string>,
  nameOf: (name: string) => string,
): string[] {
  return commands.map((command) =>
    Object.entries(values).reduce((filled, [name, value]) => filled.replaceAll(nameOf(name), value), command),
  );
}

function mapValues<From, To>(record: Record<string, From>, map: (value: From) => To): Record<string, To> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value)]));
}
