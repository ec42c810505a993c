import { cpSync, readFileSync } from 'node:fs';
import { join, matchesGlob, relative } from 'node:path';

/** Whether a `.dockerignore` excludes a path from the image: the last matching rule decides. */
export function readIgnoreFile(text: string): (path: string) => boolean {
  const rules = text
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => ({ ignores: !line.startsWith('!'), pattern: line.replace(/^!/, '') }));
  return (path) =>
    rules.reduce(
      (ignored, { ignores, pattern }) => (covers(pattern, path) ? ignores : ignored),
      // What a builder is sent when no rule speaks of it.
      false,
    );
}

/** Copies a file or folder of the workspace as a container engine would: without ignored files. */
export function copyFromContext(workspace: string, source: string, target: string): void {
  const isIgnored = readIgnoreFile(readFileSync(join(workspace, '.dockerignore'), 'utf8'));
  if (isIgnored(source)) {
    throw new Error(`.dockerignore keeps ${source} out of the image`);
  }
  cpSync(join(workspace, source), target, {
    recursive: true,
    filter: (path) => !isIgnored(relative(workspace, path)),
  });
}

/** A pattern that matches a folder covers everything in it. */
function covers(pattern: string, path: string): boolean {
  const parts = path.split('/');
  return parts.some((_, index) => matches(parts.slice(0, index + 1).join('/'), pattern));
}

/** Unlike in a shell, `*` also matches names with a leading dot. */
function matches(path: string, pattern: string): boolean {
  return pattern === '*' ? !path.includes('/') : matchesGlob(path, pattern);
}
