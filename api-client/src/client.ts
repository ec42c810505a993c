import createClient, { type Client } from 'openapi-fetch';
import { refuseForeignAnswers } from './problem.js';
import { serializeQuery } from './query.js';
import type { Fetch } from './retry-after.js';
import type { paths } from './schema.js';

/** One method for each HTTP method; paths, parameters, bodies and answers are checked by the compiler. */
export type TaskwardClient = Client<paths>;

export interface TaskwardClientOptions {
  /** Where Taskward is, such as `https://tasks.example.org`. */
  readonly baseUrl: string;
  /** A personal access token (`twd_…`), or the access token of a session. */
  readonly token: string;
  /** In place of the global `fetch`, such as `withRetries()`. */
  readonly fetch?: Fetch | undefined;
}

/**
 * A client for scripts and services. It resolves to `{ data, response }`, or to `{ error, response }` with a problem
 * (RFC 9457); it rejects when there was no answer at all, and with an `UnexpectedAnswerError` when somebody else gave it.
 */
export function createTaskwardClient({ baseUrl, token, fetch }: TaskwardClientOptions): TaskwardClient {
  const client = createClient<paths>({
    baseUrl,
    headers: { Authorization: `Bearer ${token}` },
    querySerializer: serializeQuery,
    ...(fetch && { fetch }),
  });
  client.use({ onResponse: refuseForeignAnswers });
  return client;
}
