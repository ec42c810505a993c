import { NoOperationTraceWriter, parseWorkflow } from '@actions/workflow-parser';
import { readText, readYaml } from './workspace.ts';

export const GITHUB = '.github/workflows/ci.yml';
export const GITLAB = '.gitlab-ci.yml';

/** What GitHub's own parser has against the workflow, by its schema of workflows. */
export function findWorkflowErrors(content: string): string[] {
  const { context } = parseWorkflow({ name: GITHUB, content }, new NoOperationTraceWriter());
  return context.errors.getErrors().map(({ message }) => message);
}

/** The commands of every job, by the name of the job. */
export type Jobs = Record<string, string[]>;

interface GithubWorkflow {
  jobs: Record<string, { steps: { run?: string }[] }>;
}

export function readGithubJobs(): Jobs {
  const { jobs } = readYaml<GithubWorkflow>(GITHUB);
  return mapValues(jobs, ({ steps }) => steps.flatMap(({ run }) => run ?? []));
}

/** What every job of GitLab may say; anything else at the top level is a setting for all. */
export interface GitlabJob {
  stage: string;
  script: string[];
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

export const readGitlabJobs = (): Jobs => mapValues(readGitlabPipeline().jobs, ({ script }) => script);

/** The npm scripts and the files that commands run. */
export function programsOf(jobs: Jobs): string[] {
  const commands = Object.values(jobs).flat();
  return [...new Set(commands.filter((command) => command !== 'npm ci'))].toSorted();
}

export const readWorkflowText = (): string => readText(GITHUB);

function mapValues<From, To>(record: Record<string, From>, map: (value: From) => To): Record<string, To> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value)]));
}
