/**
 * The floor: what the product does for a few requests, with only `node:http`, an HMAC and named statements. Without
 * validation, limits or logging: an implementation with one query per request can hardly be faster on one process.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import pg from 'pg';
import { type Keys, refresh, ROUTES } from './routes.ts';
import { STATEMENTS } from './statements.ts';
import { readAccessToken } from './tokens.ts';

const { DATABASE_URL, JWT_SECRETS = '', REFRESH_SECRETS = '', PORT } = process.env;
const ID_LENGTH = 36;

const keys: Keys = { access: JWT_SECRETS, refresh: REFRESH_SECRETS };
const pool = new pg.Pool({ connectionString: DATABASE_URL, max: 10, options: '-c timezone=UTC' });

async function answer(request: IncomingMessage, response: ServerResponse): Promise<unknown> {
  const { method = '', headers, url = '' } = request;
  if (url === '/health/ready') {
    return { status: 'ok' };
  }
  const [path = ''] = url.split('?', 1);
  const hasId = path.at(-ID_LENGTH - 1) === '/';
  const id = hasId ? path.slice(-ID_LENGTH) : '';
  const exchange = { pool, keys, request, response, id };
  const route = `${method} ${hasId ? path.slice(0, -ID_LENGTH) : path}`;
  if (route === 'POST /api/v1/auth/refresh') {
    return refresh(exchange);
  }
  const claims = readAccessToken(keys.access, headers.authorization);
  const session = claims && (await pool.query({ ...STATEMENTS.session, values: [claims.sid, claims.sub] }));
  return claims && session?.rows.length === 1 ? ROUTES[route]?.(exchange, claims) : undefined;
}

const server = createServer((request, response) => {
  const send = (body: unknown): void => {
    const content = JSON.stringify(body ?? { code: 'NOT_FOUND' });
    response.statusCode = body === undefined ? 404 : response.statusCode;
    response.setHeader('content-type', 'application/json; charset=utf-8');
    response.setHeader('content-length', Buffer.byteLength(content));
    response.end(content);
  };
  // A client may disconnect while sending its body.
  answer(request, response).then(send, () => response.destroy());
});
server.listen(Number(PORT), '127.0.0.1');
