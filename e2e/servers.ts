/** One running product with settings of its own, started by Playwright for the whole run. */
export interface TestServer {
  url: string;
  settings: Record<string, string>;
}

/** Settings of the shell that the tests are started from, and that must not reach them. */
export const noSettings = Object.fromEntries(
  ['DATABASE_URL', 'DATABASE_MIGRATION_URL', 'HOST', 'NODE_ENV', 'PUBLIC_URL'].map((name) => [name, '']),
);

const shared = { ...noSettings, AUTH_THROTTLE: 'off', BCRYPT_COST: '10', LOG_LEVEL: 'warn' };

/** Two ports from here on are taken; another checkout that is tested at the same time needs others. */
const firstPort = Number(process.env.E2E_PORT ?? 4310);

function server(port: number, settings: Record<string, string> = {}): TestServer {
  const url = `http://localhost:${port}`;
  return { url, settings: { ...shared, ...settings, PORT: String(port), PUBLIC_URL: url } };
}

/** The product with the lifetimes that it has by default. */
export const usualServer = server(firstPort);

/** Access tokens that expire while a test looks on. */
export const shortLivedServer = server(firstPort + 1, { ACCESS_TOKEN_TTL: '5s' });
