import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { PROBLEMS, type ProblemCode } from '../errors/problem';
import { PROBLEM_MARK } from './api-problems.decorator';
import { describeScope } from './describe-scope';
import { ProblemDto } from './problem.dto';

/** What any route can answer, whatever it does. */
const COMMON_PROBLEMS: ProblemCode[] = ['INTERNAL', 'UNAVAILABLE'];
const BEARER_PROBLEMS: ProblemCode[] = [
  'TOKEN_MISSING',
  'TOKEN_INVALID',
  'TOKEN_EXPIRED',
  'SESSION_ENDED',
  'INSUFFICIENT_SCOPE',
];
const BODY_PROBLEMS: ProblemCode[] = [
  'MALFORMED_REQUEST',
  'VALIDATION_FAILED',
  'PAYLOAD_TOO_LARGE',
  'UNSUPPORTED_MEDIA_TYPE',
];

type PathItem = OpenAPIObject['paths'][string];
type Operation = NonNullable<PathItem['get']> & Record<`x-${string}`, unknown>;

const METHODS = ['get', 'put', 'post', 'delete', 'patch'] as const satisfies readonly (keyof PathItem)[];

/**
 * The OpenAPI 3.1 document of the application: what the decorators say, and every error spelled out.
 * @param secure whether the public address is https, which decides the name of the cookie.
 */
export function createDocument(app: INestApplication, secure: boolean): OpenAPIObject {
  const base = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('Taskward')
    .setDescription('A multi-user task manager. Every error is application/problem+json (RFC 9457).')
    .setVersion('1')
    .setLicense('MIT', 'https://opensource.org/license/mit')
    .addServer('/')
    .addBearerAuth({ type: 'http', scheme: 'bearer', bearerFormat: 'JWT' }, 'bearer')
    .addCookieAuth(
      secure ? '__Host-taskward_refresh' : 'taskward_refresh',
      { type: 'apiKey', in: 'cookie' },
      'refreshCookie',
    )
    .addSecurityRequirements('bearer')
    .build();
  const document = SwaggerModule.createDocument(app, base, { extraModels: [ProblemDto] });
  for (const item of Object.values(document.paths)) {
    for (const operation of METHODS.flatMap((method) => (item[method] as Operation | undefined) ?? [])) {
      describeSecurity(operation);
      describeProblems(operation);
      describeScope(operation);
    }
  }
  return document;
}

/** A public route that takes a token all the same says only which. */
function describeSecurity(operation: Operation): void {
  const schemes = operation.security?.filter((scheme) => Object.keys(scheme).length > 0);
  if (schemes && schemes.length > 0) {
    operation.security = schemes;
  }
}

function describeProblems(operation: Operation): void {
  const codes = [
    ...takeMarks(operation),
    ...(operation.requestBody ? BODY_PROBLEMS : []),
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

function takeMarks(operation: Operation): ProblemCode[] {
  const marks = Object.keys(operation).filter((key) => key.startsWith(PROBLEM_MARK)) as (keyof Operation)[];
  marks.forEach((mark) => delete operation[mark]);
  return marks.map((mark) => mark.slice(PROBLEM_MARK.length) as ProblemCode);
}
