import { PROBLEMS, type ProblemCode } from '../errors/problem';
import { PROBLEM_MARK } from './api-problems.decorator';
import type { Operation } from './operation';

/** What any route can answer, whatever it does. */
const COMMON_PROBLEMS: ProblemCode[] = ['MALFORMED_REQUEST', 'HEADERS_TOO_LARGE', 'INTERNAL', 'UNAVAILABLE'];
const BEARER_PROBLEMS: ProblemCode[] = [
  'TOKEN_MISSING',
  'TOKEN_INVALID',
  'TOKEN_EXPIRED',
  'SESSION_ENDED',
  'INSUFFICIENT_SCOPE',
  'RATE_LIMITED',
];
const UNREADABLE_BODY_PROBLEMS: ProblemCode[] = ['PAYLOAD_TOO_LARGE', 'UNSUPPORTED_MEDIA_TYPE'];

/** Spells out every error of an operation: those it is marked with, and those that follow from its kind. */
export function describeProblems(operation: Operation, method: string, path: string): void {
  const codes: ProblemCode[] = [
    ...takeMarks(operation),
    ...(takesInput(operation) ? (['VALIDATION_FAILED'] as const) : []),
    ...(method === 'get' ? [] : UNREADABLE_BODY_PROBLEMS),
    ...(path.startsWith('/api/') ? (['NOT_ACCEPTABLE'] as const) : []),
    ...(operation.security ? [] : BEARER_PROBLEMS),
    ...COMMON_PROBLEMS,
  ];
  const byStatus = Map.groupBy(new Set(codes), (code) => PROBLEMS[code][0]);
  for (const [status, alike] of byStatus) {
    operation.responses[String(status)] = {
      description: alike.map((code) => `\`${code}\`: ${PROBLEMS[code][1]}.`).join(' '),
      content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
    };
  }
}

function takesInput({ requestBody, parameters = [] }: Operation): boolean {
  return (
    Boolean(requestBody) || parameters.some((parameter) => 'in' in parameter && parameter.in === 'query')
  );
}

function takeMarks(operation: Operation): ProblemCode[] {
  const marks = Object.keys(operation).filter((key) => key.startsWith(PROBLEM_MARK)) as (keyof Operation)[];
  marks.forEach((mark) => delete operation[mark]);
  return marks.map((mark) => mark.slice(PROBLEM_MARK.length) as ProblemCode);
}
