/**
 * `npm run api:document`: writes the OpenAPI document and the types of the API client. With `--check` it writes nothing
 * and fails when the committed files are not those the compiled backend stands for.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { generateFiles, type GeneratedFile } from './api-document/generated-files.ts';
import { build } from './product/build.ts';
import { runCommand } from './run-command.ts';
import { StartupError } from './startup-error.ts';

await runCommand(async (signal) => {
  if (process.argv.includes('--check')) {
    check(await generateFiles());
    return;
  }
  await build(['backend'], signal);
  for (const { path, content } of await generateFiles()) {
    writeFileSync(path, content);
  }
});

function check(files: GeneratedFile[]): void {
  const stale = files.filter(
    ({ path, content }) => !existsSync(path) || readFileSync(path, 'utf8') !== content,
  );
  if (stale.length > 0) {
    const paths = stale.map(({ path }) => path).join(' and ');
    throw new StartupError(`Not what the backend answers: ${paths}. Run: npm run api:document`);
  }
}
