import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { describeProblems } from './describe-problems';
import { describeScope } from './describe-scope';
import { type Operation, operationsOf } from './operation';
import { ProblemDto } from './problem.dto';

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
  for (const { method, path, operation } of operationsOf(document)) {
    describeSecurity(operation);
    describeProblems(operation, method, path);
    describeScope(operation);
  }
  closeRequestBodies(document);
  return document;
}

/** A public route that takes a token all the same says only which. */
function describeSecurity(operation: Operation): void {
  const schemes = operation.security?.filter((scheme) => Object.keys(scheme).length > 0);
  if (schemes && schemes.length > 0) {
    operation.security = schemes;
  }
}

/** Unknown fields are refused, so that a misspelt one never goes unnoticed. */
function closeRequestBodies({ components }: OpenAPIObject): void {
  for (const [name, schema] of Object.entries(components?.schemas ?? {})) {
    if (name.endsWith('Request')) {
      Object.assign(schema, { additionalProperties: false });
    }
  }
}
