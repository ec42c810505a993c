import { randomUUID } from 'node:crypto';
import { kindOf } from '../../../src/platform/http/route-kind';
import type { TestApp } from '../servers/test-app';
import { until } from '../time/until';
import { type RawRequest, sendRaw } from './raw-request';

/** What the rules about a route show in. */
export interface RouteRules {
  readonly status: number;
  readonly code: unknown;
  readonly cache: string | null;
  readonly policy: string | undefined;
  readonly limit: string | null;
  readonly line: { readonly level: unknown; readonly route: unknown; readonly status: unknown };
}

/** Sends a request, and looks at the answer and at its line of the log. */
export async function readRules(app: TestApp, { fields = [], ...request }: RawRequest): Promise<RouteRules> {
  const requestId = randomUUID();
  const all = ['X-Request-Id', requestId, ...fields];
  const { status, headers, body } = await sendRaw(app.url, { ...request, fields: all });
  expect(headers.get('x-request-id')).toBe(requestId);
  expect(headers.get('x-content-type-options')).toBe('nosniff');
  const { level, route, status: logged } = await lineOf(app, requestId);
  return {
    status,
    code: body.code,
    cache: headers.get('cache-control'),
    policy: headers.get('content-security-policy')?.replace(/nonce-[^']*/, 'nonce'),
    limit: headers.get('ratelimit-policy'),
    line: { level, route, status: logged },
  };
}

async function lineOf({ log }: TestApp, requestId: string): Promise<Record<string, unknown>> {
  const find = () => log.find((line) => line.includes(requestId) && line.includes('"msg":"request"'));
  await until(() => find() !== undefined);
  return JSON.parse(find() ?? '') as Record<string, unknown>;
}

/**
 * Whether an answer to another spelling is that of the same route, or of none. With what stands behind it a name can
 * also be another one, of the same route or of another one of its kind, which has nothing there.
 */
export function follows(rules: RouteRules, expected: RouteRules, nowhere: RouteRules): boolean {
  const { status, code, policy, line } = rules;
  const equals = (other: RouteRules) => JSON.stringify(rules) === JSON.stringify(other);
  const route = String(line.route);
  if (route === expected.line.route) {
    const refused = { status, code, cache: 'no-store', line: { ...expected.line, status: line.status } };
    return equals(expected) || (route.includes(':') && status >= 400 && equals({ ...expected, ...refused }));
  }
  if (route === '(none)') {
    return equals({ ...nowhere, policy }) && [nowhere.policy, expected.policy].includes(policy);
  }
  const kind = kindOf({ url: route });
  const isSameKind = kind === kindOf({ url: String(expected.line.route) });
  return isSameKind && (kind === 'docs' || (status >= 400 && rules.cache === 'no-store'));
}
