import { readdir, readlink } from 'node:fs/promises';

/** Temporary files that this process has open. */
export async function openTemporaryFiles(): Promise<string[]> {
  const descriptors = await readdir('/proc/self/fd');
  const paths = await Promise.all(
    descriptors.map((each) => readlink(`/proc/self/fd/${each}`).catch(() => '')),
  );
  return paths.filter((path) => path.includes('/taskward-upload-'));
}
