import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { SwaggerModule } from '@nestjs/swagger';
import type { RouteOptions } from 'fastify';
import { addHookTo } from '../platform/http/route-kind';
import { createDocument } from './create-document';

const DOCS_PATH = 'api/docs';

/** Swagger UI uses inline styles and scripts, so its pages have a separate policy (ASVS V3.5.4). */
const DOCS_POLICY = [
  "default-src 'self'",
  "script-src 'self' 'unsafe-inline'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "object-src 'none'",
].join('; ');

/** Swagger UI at `/api/docs`, the document at `/api/docs-json`. */
export function serveDocs(app: NestFastifyApplication): void {
  addHookTo(app.getHttpAdapter().getInstance(), isPage, (_request, reply, done) => {
    void reply.header('Content-Security-Policy', DOCS_POLICY);
    done();
  });
  SwaggerModule.setup(DOCS_PATH, app, () => createDocument(app), {
    customSiteTitle: 'Taskward API',
    // YAML is excluded: it would be generated for every request, which is slow.
    raw: ['json'],
  });
}

/** The raw documents are data, not pages. */
function isPage({ url }: RouteOptions): boolean {
  return url === `/${DOCS_PATH}` || url.startsWith(`/${DOCS_PATH}/`);
}
