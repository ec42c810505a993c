import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Config } from '../config/config';

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'];
const EXPOSED_HEADERS = [
  'ETag',
  'Link',
  'Location',
  'RateLimit',
  'RateLimit-Policy',
  'Retry-After',
  'X-Request-Id',
];

/** Lets pages of the listed origins call the API with a bearer token, never with cookies (ASVS V3.4.2). */
export function allowListedOrigins(app: NestFastifyApplication, { corsOrigins }: Config): void {
  if (corsOrigins.length > 0) {
    app.enableCors({
      origin: [...corsOrigins],
      methods: METHODS,
      credentials: false,
      exposedHeaders: EXPOSED_HEADERS,
      // Otherwise an `OPTIONS` that is no preflight is answered with plain text.
      strictPreflight: false,
    });
  }
}
