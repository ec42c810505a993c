import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { RefreshCookieService } from '../identity/sessions/refresh-cookie.service';
import { VERSION } from '../platform/config/version';
import { describeAnswers } from '../platform/openapi/describe-answers';
import { describeHeaders } from '../platform/openapi/describe-headers';
import { describeLimits } from '../platform/openapi/describe-limits';
import { describeProblems } from '../platform/openapi/describe-problems';
import { describeScope } from '../platform/openapi/describe-scope';
import { type Operation, operationsOf } from '../platform/openapi/operation';
import { ProblemDto } from './problem.dto';
import { unwrapReferences } from '../platform/openapi/unwrap-references';

const BEARER = {
  type: 'http',
  scheme: 'bearer',
  bearerFormat: 'JWT',
  description:
    'A JWT of a session (RFC 9068, checked as RFC8725 asks for), or a personal access token `twd_…` with scopes.',
} as const;

/** The tags of operations, in display order. */
const TAGS = {
  Authentication: 'Signing up, in and out, and renewing the access token.',
  Sessions: 'Where a person is signed in.',
  'Access tokens': 'Tokens for scripts and pipelines.',
  Users: 'The account: profile, password, what was recorded, export and deletion.',
  Tasks: 'Tasks of the person that the token belongs to, and nobody else’s.',
  Operations: 'For load balancers and orchestrators.',
};

/**
 * The OpenAPI 3.1 document of the application: what the decorators say, and every error spelled out.
 */
export function createDocument(app: INestApplication): OpenAPIObject {
  const builder = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('Taskward')
    .setDescription('A multi-user task manager. Every error is application/problem+json (RFC 9457).')
    .setVersion(VERSION)
    .setLicense('MIT', 'https://opensource.org/license/mit')
    .addServer('/')
    .addBearerAuth(BEARER, 'bearer')
    .addCookieAuth(
      app.get(RefreshCookieService, { strict: false }).name,
      { type: 'apiKey', in: 'cookie', description: 'Holds the refresh token. Only `/auth` routes read it.' },
      'refreshCookie',
    )
    .addSecurityRequirements('bearer');
  Object.entries(TAGS).forEach(([name, description]) => builder.addTag(name, description));
  const document = SwaggerModule.createDocument(app, builder.build(), { extraModels: [ProblemDto] });
  operationsOf(document).forEach(({ operation }) => describeSecurity(operation));
  describeProblems(document);
  operationsOf(document).forEach(({ operation }) => describeScope(operation));
  describeHeaders(document);
  describeLimits(document);
  unwrapReferences(document);
  closeRequestBodies(document);
  describeAnswers(document);
  return document;
}

/** A public route that also accepts a token only declares which kinds. */
function describeSecurity(operation: Operation): void {
  const schemes = operation.security?.filter((scheme) => Object.keys(scheme).length > 0);
  if (schemes && schemes.length > 0) {
    operation.security = schemes;
  }
}

/** Unknown fields are rejected, so that a misspelt one never goes unnoticed. */
function closeRequestBodies({ components }: OpenAPIObject): void {
  for (const [name, schema] of Object.entries(components?.schemas ?? {})) {
    if (name.endsWith('Request')) {
      Object.assign(schema, { additionalProperties: false });
    }
  }
}
