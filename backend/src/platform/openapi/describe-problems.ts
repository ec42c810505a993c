import type { OpenAPIObject } from '@nestjs/swagger';
import { PROBLEMS, type ProblemCode, toProblemDocument, Problem } from '../errors/problem';
import { PROBLEM_MARK } from './api-problems.decorator';
import { nameOfProblems } from './name-of-problems';
import { type Operation, operationsOf } from './operation';

/** Errors that any route can return. */
const COMMON_PROBLEMS: ProblemCode[] = [
  'MALFORMED_REQUEST',
  'REQUEST_TIMEOUT',
  'HEADERS_TOO_LARGE',
  'INTERNAL',
  'UNAVAILABLE',
];
const BEARER_PROBLEMS: ProblemCode[] = [
  'TOKEN_MISSING',
  'TOKEN_INVALID',
  'TOKEN_EXPIRED',
  'SESSION_ENDED',
  'INSUFFICIENT_SCOPE',
  'RATE_LIMITED',
];
const UNREADABLE_BODY_PROBLEMS: ProblemCode[] = ['PAYLOAD_TOO_LARGE', 'UNSUPPORTED_MEDIA_TYPE'];
const EXAMPLE_REQUEST_ID = '01998f4e-7c1b-7000-8000-4a6f0d6f2c11';

/**
 * Spells out every error of every operation: those it declares, and those implied by its kind. Errors with the same
 * status share one response, and so do operations with the same errors.
 */
export function describeProblems(document: OpenAPIObject): void {
  const shared: Record<string, object> = {};
  for (const { method, path, operation } of operationsOf(document)) {
    const byStatus = Map.groupBy(problemsOf(operation, method, path), (code) => PROBLEMS[code][0]);
    for (const [status, codes] of byStatus) {
      const name = nameOfProblems(codes);
      shared[name] ??= describeResponse(codes);
      operation.responses[String(status)] = { $ref: `#/components/responses/${name}` };
    }
  }
  document.components = { ...document.components, responses: shared as never };
}

function problemsOf(operation: Operation, method: string, path: string): ProblemCode[] {
  const codes = new Set<ProblemCode>([
    ...takeMarks(operation),
    ...(takesInput(operation) ? (['VALIDATION_FAILED'] as const) : []),
    ...(method === 'get' ? [] : UNREADABLE_BODY_PROBLEMS),
    ...(path.startsWith('/api/') ? (['NOT_ACCEPTABLE'] as const) : []),
    ...(operation.security ? [] : BEARER_PROBLEMS),
    ...COMMON_PROBLEMS,
  ]);
  return (Object.keys(PROBLEMS) as ProblemCode[]).filter((code) => codes.has(code));
}

function describeResponse(codes: ProblemCode[]): object {
  const examples = codes.map((code) => [
    code,
    { summary: PROBLEMS[code][1], value: toProblemDocument(new Problem(code), EXAMPLE_REQUEST_ID) },
  ]);
  return {
    description: codes.map((code) => `\`${code}\`: ${PROBLEMS[code][1]}.`).join(' '),
    content: {
      'application/problem+json': {
        schema: { $ref: '#/components/schemas/Problem' },
        examples: Object.fromEntries(examples) as object,
      },
    },
  };
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
