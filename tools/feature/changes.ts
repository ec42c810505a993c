import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { workspaceRoot } from '../workspace-root.ts';

/** The desired content of a file. */
export interface Change {
  /** In the workspace. */
  readonly path: string;
  /** Undefined for a new file. */
  readonly former?: string;
  readonly content: string;
}

/** The change in the format of the project. */
export async function formatted(change: Change): Promise<Change> {
  const filepath = join(workspaceRoot, change.path);
  return {
    ...change,
    content: await format(change.content, { ...(await resolveConfig(filepath)), filepath }),
  };
}

/** Applies all changes or, if one fails, none; a new file never overwrites an existing one. */
export function applyChanges(changes: readonly Change[]): void {
  const done: Change[] = [];
  try {
    for (const change of changes) {
      const path = join(workspaceRoot, change.path);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, change.content, { flag: change.former === undefined ? 'wx' : 'w' });
      done.push(change);
    }
  } catch (error) {
    done.forEach(undo);
    throw error;
  }
}

function undo({ path, former }: Change): void {
  if (former === undefined) {
    rmSync(join(workspaceRoot, path));
  } else {
    writeFileSync(join(workspaceRoot, path), former);
  }
}
