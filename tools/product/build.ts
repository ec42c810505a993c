import { runTool } from './run-tool.ts';

/** Builds what has changed since the last build. */
export async function build(projects: string[], signal: AbortSignal): Promise<void> {
  const args = ['run-many', '--targets=build', `--projects=${projects.join(',')}`, '--outputStyle=static'];
  await runTool('nx', args, { signal });
}
