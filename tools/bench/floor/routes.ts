import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import type pg from 'pg';
import { STATEMENTS } from './statements.ts';
import { type AccessClaims, readRefreshToken, signAccessToken, signRefreshToken } from './tokens.ts';

export interface Keys {
  readonly access: string;
  readonly refresh: string;
}

interface Exchange {
  readonly pool: pg.Pool;
  readonly keys: Keys;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  /** The rest of the path after the route. */
  readonly id: string;
}

/** Handles requests with a live session. Undefined means 404. */
type Handler = (exchange: Exchange, claims: AccessClaims) => Promise<unknown>;

interface TaskRow {
  readonly id: string;
  readonly completedAt: unknown;
  readonly tags: string;
  readonly createdAt: unknown;
}

const toTask = ({ tags, ...row }: TaskRow): object => ({
  ...row,
  completed: row.completedAt !== null,
  tags: JSON.parse(tags) as unknown,
});

const readPage =
  (statement: pg.QueryConfig): Handler =>
  async ({ pool }, { sub }) => {
    const { rows } = await pool.query<TaskRow>({ ...statement, values: [sub] });
    const last = rows[49];
    const position = last && Buffer.from(JSON.stringify([last.createdAt, last.id])).toString('base64url');
    return { items: rows.slice(0, 50).map(toTask), nextCursor: position ?? null };
  };

const readTask: Handler = async ({ pool, id }, { sub }) => {
  const { rows } = await pool.query<TaskRow>({ ...STATEMENTS.task, values: [id, sub] });
  return rows.map(toTask)[0];
};

const createTask: Handler = async ({ pool, request, response }, { sub }) => {
  const { title } = JSON.parse(await text(request)) as { title: string };
  const { rows } = await pool.query<TaskRow>({ ...STATEMENTS.create, values: [randomUUID(), sub, title] });
  response.statusCode = 201;
  return rows.map(toTask)[0];
};

const readMe: Handler = async ({ pool }, { sub }) => {
  const { rows } = await pool.query({ ...STATEMENTS.me, values: [sub] });
  return rows[0] as unknown;
};

/** By method and path without id. */
export const ROUTES: Record<string, Handler> = {
  'GET /api/v1/tasks': readPage(STATEMENTS.page),
  'GET /with-dates/api/v1/tasks': readPage(STATEMENTS.pageWithDates),
  'GET /api/v1/tasks/': readTask,
  'POST /api/v1/tasks': createTask,
  'GET /api/v1/users/me': readMe,
};

interface Rotated {
  readonly id: string;
  readonly generation: number;
  readonly authTime: number;
  readonly email: string;
}

export async function refresh({ pool, keys, request, response }: Exchange): Promise<unknown> {
  const [, token = ''] = /taskward_refresh=([^;]+)/.exec(request.headers.cookie ?? '') ?? [];
  const claims = readRefreshToken(keys.refresh, token);
  const { remoteAddress } = request.socket;
  const values = [claims?.sessionId, claims?.generation, remoteAddress, request.headers['user-agent']];
  const { rows } = await pool.query<Rotated>({ ...STATEMENTS.refresh, values });
  const [rotated] = rows;
  if (!claims || !rotated) {
    return undefined;
  }
  const { generation, authTime, ...user } = rotated;
  const now = Math.floor(Date.now() / 1_000);
  const access = {
    sub: user.id,
    email: user.email,
    sid: claims.sessionId,
    gen: generation,
    auth_time: authTime,
  };
  const times = { iat: now, exp: now + 900, jti: randomUUID() };
  const cookie = signRefreshToken(keys.refresh, claims.sessionId, generation);
  response.setHeader('set-cookie', [
    `taskward_refresh=${cookie}; Path=/; HttpOnly; SameSite=Strict`,
    'taskward_signed_in=1; Path=/; SameSite=Strict',
  ]);
  return {
    accessToken: signAccessToken(keys.access, { ...access, ...times }),
    expiresIn: 900,
    tokenType: 'Bearer',
    user,
  };
}
