import createClient, { type Client } from 'openapi-fetch';
import type { components, paths } from './schema.js';

export type { components, operations, paths } from './schema.js';

/** Everything that requests and answers are made of, by its name in the OpenAPI document. */
export type Schemas = components['schemas'];

/** One method for each HTTP method; paths, parameters, bodies and answers are checked by the compiler. */
export type TaskwardClient = Client<paths>;

export interface TaskwardClientOptions {
  /** Where Taskward is, such as `https://tasks.example.org`. */
  readonly baseUrl: string;
  /** A personal access token (`twd_…`), or the access token of a session. */
  readonly token: string;
  /** In place of the global `fetch`. */
  readonly fetch?: (request: Request) => Promise<Response>;
}

/**
 * A client for scripts and services. It resolves to `{ data, response }`, or to `{ error, response }` with a problem
 * (RFC 9457); it rejects when there was no answer at all.
 */
export function createTaskwardClient({ baseUrl, token, fetch }: TaskwardClientOptions): TaskwardClient {
  return createClient<paths>({ baseUrl, fetch, headers: { Authorization: `Bearer ${token}` } });
}
