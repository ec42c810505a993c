import { readFile, writeFile } from 'node:fs/promises';
import type { Plugin } from 'esbuild';

/**
 * Writes what differs, and nothing of a build that failed: esbuild itself removes the last good bundle then, which the
 * server that runs may still have to start from. A program comes after its source map.
 */
export const writeChanged: Plugin = {
  name: 'write-changed',
  setup(build) {
    build.onEnd(async ({ errors, outputFiles = [] }) => {
      const files = errors.length > 0 ? [] : outputFiles.toSorted((a, b) => b.path.length - a.path.length);
      for (const { path, text } of files) {
        await writeIfOther(path, text);
      }
    });
  },
};

/** Leaves a file alone that has the text already, so that nobody who watches it starts anew. */
export async function writeIfOther(path: string, text: string): Promise<void> {
  const before = await readFile(path, 'utf8').catch(() => undefined);
  if (before !== text) {
    await writeFile(path, text);
  }
}
