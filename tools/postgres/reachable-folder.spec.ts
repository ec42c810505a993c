import { mkdtempSync, readdirSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { once } from 'node:events';
import { createFolder } from './reachable-folder.ts';

const FOLDERS = 300;
const PROCESSES = 3;

/** Creates the same folders as all the others, each in the moment in which they do. */
const PROGRAM = `
  const { workerData } = require('node:worker_threads');
  import(workerData.module).then(({ createFolder }) => {
    const arrived = new Int32Array(workerData.arrived);
    for (let folder = 0; folder < ${FOLDERS}; folder += 1) {
      Atomics.add(arrived, folder, 1);
      while (Atomics.load(arrived, folder) < ${PROCESSES});
      createFolder(workerData.directory + '/' + folder, 0o700);
    }
  });
`;

describe('createFolder', () => {
  let directory: string;

  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'taskward-folders-'));
  });

  afterEach(() => rmSync(directory, { recursive: true }));

  it('makes a folder with its mode, whatever the umask, and leaves one that exists as it is', () => {
    const folder = join(directory, 'a', 'b');
    createFolder(folder, 0o711);
    createFolder(folder, 0o700);
    expect(statSync(folder).mode & 0o777).toBe(0o711);
  });

  it.each([
    [0o077, 0o711],
    [0o022, 0o755],
  ])('lets others pass through the parents that it makes, with the umask %o', (umask, mode) => {
    const before = process.umask(umask);
    const folder = join(directory, 'a', 'b', 'c');
    try {
      createFolder(folder, 0o700);
    } finally {
      process.umask(before);
    }
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    const parents = ['a', 'a/b'].map((each) => statSync(join(directory, each)).mode & 0o777);
    expect(parents).toEqual([mode, mode]);
    expect(statSync(directory).mode & 0o777).toBe(0o700);
  });

  it.each([
    ['a file', (path: string) => writeFileSync(path, '')],
    ['a link that leads nowhere', (path: string) => symlinkSync('/nowhere/at/all', path)],
  ])('does not take %s for a folder', (_name, make) => {
    const path = join(directory, 'taken');
    make(path);
    expect(() => createFolder(path, 0o700)).toThrow('EEXIST');
  });

  it('is no error for anybody when several make the same one at once', async () => {
    const arrived = new SharedArrayBuffer(FOLDERS * Int32Array.BYTES_PER_ELEMENT);
    const module = new URL('reachable-folder.ts', import.meta.url).href;
    const workers = Array.from(
      { length: PROCESSES },
      () => new Worker(PROGRAM, { eval: true, workerData: { module, directory, arrived } }),
    );
    const codes = await Promise.all(workers.map((worker) => once(worker, 'exit')));
    expect(codes).toEqual(Array(PROCESSES).fill([0]));
    expect(readdirSync(directory)).toHaveLength(FOLDERS);
  });
});
