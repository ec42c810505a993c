import { randomBytes } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DatabaseUrls } from '../postgres/database-urls.ts';

/** Settings as a deployment gives them: the secrets as files that the unprivileged user can read. */
export function containerSettings(
  directory: string,
  { applicationUrl, ownerUrl }: DatabaseUrls,
  port: number,
): NodeJS.ProcessEnv {
  const secrets = {
    DATABASE_URL: applicationUrl,
    DATABASE_MIGRATION_URL: ownerUrl,
    JWT_SECRETS: randomSecret(),
    REFRESH_SECRETS: randomSecret(),
    PASSWORD_PEPPER: randomSecret(),
  };
  const folder = join(directory, 'secrets');
  mkdirSync(folder);
  const files = Object.entries(secrets).map(([name, secret]) => {
    const path = join(folder, name);
    writeFileSync(path, `${secret}\n`, { mode: 0o444 });
    return [`${name}_FILE`, path];
  });
  return {
    ...(Object.fromEntries(files) as NodeJS.ProcessEnv),
    HOST: '127.0.0.1',
    PORT: String(port),
    PUBLIC_URL: `http://localhost:${port}`,
  };
}

const randomSecret = (): string => randomBytes(48).toString('base64url');
