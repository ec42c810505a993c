import type { OpenAPIObject } from '@nestjs/swagger';
import { operationsOf } from './operation';

interface Response {
  $ref?: string;
  headers?: Record<string, object>;
}

/** Header fields shared by many responses: component names by field. */
const HEADERS = {
  'X-Request-Id': {
    description: 'Names the request in the logs; an incoming one is kept when it is a plain token.',
    schema: { type: 'string', maxLength: 64, pattern: '^[\\w.-]+$' },
  },
  'Access-Control-Allow-Origin': {
    description: 'Only for an origin that the configuration lists.',
    schema: { type: 'string', format: 'uri', maxLength: 300 },
  },
  RateLimit: {
    description:
      'What is left of a limit: `"<limit>";r=<requests>;t=<seconds until it is whole again>`; without `t` for a limit on how many are open at a time.',
    schema: { type: 'string', maxLength: 100, examples: ['"user";r=1187;t=31'] },
  },
  'RateLimit-Policy': {
    description:
      'The limit itself: `"<limit>";q=<requests>;w=<seconds>`, or `"<limit>";q=<requests>;qu="concurrent-requests"` for one on how many are open at a time, and `qu="content-bytes"` for one on how much room their files take.',
    schema: { type: 'string', maxLength: 100, examples: ['"user";q=1200;w=60'] },
  },
  'Retry-After': {
    description: 'Seconds after which the same request can pass.',
    schema: { type: 'integer', format: 'int32', minimum: 1, maximum: 86_400 },
  },
} as const;

type Header = keyof typeof HEADERS;

const ALWAYS: Header[] = ['X-Request-Id', 'Access-Control-Allow-Origin'];
const COUNTED: Header[] = ['RateLimit', 'RateLimit-Policy'];

/** Adds the common header fields to every response that has them. */
export function describeHeaders(document: OpenAPIObject): void {
  for (const { operation } of operationsOf(document)) {
    const isCounted = '429' in operation.responses;
    for (const [status, response] of Object.entries(operation.responses)) {
      addHeaders(response as Response, [...ALWAYS, ...(isCounted ? COUNTED : []), ...retryHeader(status)]);
    }
  }
  for (const response of Object.values(document.components?.responses ?? {})) {
    addHeaders(response, [...ALWAYS, ...COUNTED, ...retryHeader(statusOf(response))]);
  }
  document.components = { ...document.components, headers: HEADERS };
}

function addHeaders(response: Response, names: Header[]): void {
  if (response.$ref === undefined) {
    const references = names.map((name) => [name, { $ref: `#/components/headers/${name}` }] as const);
    response.headers = { ...response.headers, ...Object.fromEntries(references) };
  }
}

function retryHeader(status: string): Header[] {
  return status === '429' || status === '503' ? ['Retry-After'] : [];
}

/** A shared response does not name its status, but its examples do. */
function statusOf(response: object): string {
  return /"status":(\d{3})/.exec(JSON.stringify(response))?.[1] ?? '';
}
