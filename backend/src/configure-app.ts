import cookie from '@fastify/cookie';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { Config } from './config/config';
import { sendProblem } from './errors/send-problem';
import { toProblem } from './errors/to-problem';
import { recordRoutes } from './http/allowed-methods';
import { parseJsonBodies } from './http/body-parsing';
import { answerClientError, BARE_HEADERS } from './http/client-errors';
import { hidePrivateAnswers } from './http/hide-private-answers';
import { requestIdOf } from './http/request-id';
import { sendSecurityHeaders } from './http/security-headers';
import { requireSingleHeaders } from './http/single-headers';
import { logRequests } from './logging/log-requests';
import { serveDocs } from './openapi/serve-docs';
import { serveAssets } from './portal/serve-assets';

const ONE_MEBIBYTE = 1_048_576;
/** As long as a request line can be: an id of any length is unknown, not too long. */
const PARAMETER_MAXIMUM = 16_384;
const EXPOSED_HEADERS = [
  'ETag',
  'Link',
  'Location',
  'RateLimit',
  'RateLimit-Policy',
  'Retry-After',
  'X-Request-Id',
];

export function createAdapter({ trustedProxies }: Config): FastifyAdapter {
  return new FastifyAdapter({
    bodyLimit: ONE_MEBIBYTE,
    trustProxy: trustedProxies.length > 0 ? [...trustedProxies] : false,
    genReqId: requestIdOf,
    requestIdHeader: false,
    logger: false,
    routerOptions: { maxParamLength: PARAMETER_MAXIMUM },
    clientErrorHandler: answerClientError,
    frameworkErrors: (error: Error, request: FastifyRequest, reply: FastifyReply) =>
      sendProblem(reply.headers({ ...BARE_HEADERS, 'X-Request-Id': request.id }), toProblem(error)),
  });
}

/** Everything between the socket and the controllers, for the server and the tests alike. */
export async function configureApp(app: NestFastifyApplication, logger: Logger): Promise<void> {
  const config = app.get(Config);
  const server = app.getHttpAdapter().getInstance();
  recordRoutes(server);
  logRequests(server, logger);
  parseJsonBodies(server);
  await sendSecurityHeaders(server, config);
  server.addHook('onRequest', (request, reply, done) => {
    void reply.header('X-Request-Id', request.id);
    hidePrivateAnswers(request, reply);
    done();
  });
  server.addHook('onRequest', requireSingleHeaders);
  await server.register(cookie);
  if (config.corsOrigins.length > 0) {
    app.enableCors({ origin: [...config.corsOrigins], credentials: false, exposedHeaders: EXPOSED_HEADERS });
  }
  await serveAssets(server);
  if (config.apiDocs) {
    serveDocs(app);
  }
}
