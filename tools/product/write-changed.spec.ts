import { mkdir, mkdtemp, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BuildContext, context } from 'esbuild';
import { writeChanged } from './write-changed.ts';

describe('What a bundler that watches writes', () => {
  let folder: string;
  let source: string;
  let output: string;
  let bundle: BuildContext;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'taskward-bundle-'));
    [source, output] = [join(folder, 'source.ts'), join(folder, 'out/source.js')];
    const options = {
      entryPoints: [source],
      outdir: join(folder, 'out'),
      write: false,
      plugins: [writeChanged],
    };
    bundle = await context({ ...options, logLevel: 'silent', sourcemap: 'linked' });
    await mkdir(join(folder, 'out'));
    await writeFile(source, 'console.log(1);');
    await bundle.rebuild();
  });

  afterEach(async () => {
    await bundle.dispose();
    await rm(folder, { recursive: true });
  });

  it('keeps the last good bundle while a source cannot be read', async () => {
    const before = await readFile(output, 'utf8');
    await writeFile(source, 'console.log(');
    await expect(bundle.rebuild()).rejects.toThrow('Unexpected end of file');
    expect(await readFile(output, 'utf8')).toBe(before);
    await writeFile(source, 'console.log(2);');
    await bundle.rebuild();
    expect(await readFile(output, 'utf8')).toContain('console.log(2)');
  });

  it('is only what differs', async () => {
    const long = new Date(0);
    await utimes(output, long, long);
    await bundle.rebuild();
    expect((await stat(output)).mtime).toEqual(long);
  });
});
